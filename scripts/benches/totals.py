"""The tracker's number, and one gift more, with a thousand ledger entries and with a million."""

from django.db import connection, transaction
from django.utils import timezone

from donations import services
from donations.gateways import get_gateway
from donations.gateways.base import ChargeFact, Facts
from donations.models import Crowdfund, Donation, LedgerEntry
from scripts.benches.ground import make_crowdfund, make_donation
from scripts.benches.measuring import compare, measure

FEW, MANY = 1_000, 1_000_000

# One statement each: a million rows through the ORM would take minutes.
NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT %s UNION ALL SELECT n + 1 FROM numbers WHERE n < %s)",
    "postgresql": "WITH numbers AS (SELECT generate_series(%s, %s) AS n)",
}
UUIDS = {"sqlite": "printf('%%032x', n)", "postgresql": "lpad(to_hex(n), 32, '0')::uuid"}
ENTRIES = """
    INSERT INTO donations_ledgerentry (crowdfund_id, donation_id, kind, amount_minor, currency, external_key,
                                       payment_intent_id, occurred_at, recorded_at)
    SELECT crowdfund_id, id, 'charge', 100, currency, idempotency_key, idempotency_key, created_at, created_at
    FROM donations_donation WHERE crowdfund_id = %s AND id NOT IN (SELECT donation_id FROM donations_ledgerentry)
"""


def bench() -> None:
    crowdfund = make_crowdfund()
    template = make_donation(crowdfund)
    costs = []
    for first, last in ((1, FEW - 1), (FEW, MANY - 1)):
        _fill(template, first, last)
        costs.append((measure(lambda: _read(crowdfund), times=300), measure(lambda: _give(crowdfund), times=100)))
    (few_read, few_given), (many_read, many_given) = costs
    names = (f"with {FEW:,} entries", f"with {MANY:,}")
    compare("The tracker's number", (names[0], few_read), (names[1], many_read))
    compare("One more gift", (names[0], few_given), (names[1], many_given))
    summed = measure(lambda: LedgerEntry.objects.filter(crowdfund=crowdfund).counted().sum_minor(), times=3)
    compare("The tracker's number", ("the projection", many_read), (f"the sum over {MANY:,} entries", summed))


def _fill(template: Donation, first: int, last: int) -> None:
    """As many gifts like the template, and an entry for each."""
    changed = {"public_id": UUIDS[connection.vendor], "idempotency_key": "'bench-' || n"}
    changed |= {"checkout_session_id": "'cs_' || n", "payment_intent_id": "'pi_' || n"}
    columns = [field.column for field in Donation._meta.concrete_fields if not field.primary_key]
    values = [changed.get(column, column) for column in columns]
    numbers = NUMBERS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO donations_donation ({', '.join(columns)}) {numbers}"
            f" SELECT {', '.join(values)} FROM donations_donation, numbers WHERE donations_donation.id = %s",
            [first, last, template.pk],
        )
        cursor.execute(ENTRIES, [template.crowdfund_id])
        cursor.execute("ANALYZE")
    services.rebuild_total(crowdfund=template.crowdfund)


def _read(crowdfund: Crowdfund) -> None:
    Crowdfund.objects.in_force().get(pk=crowdfund.pk).progress()


def _give(crowdfund: Crowdfund) -> None:
    """Record a charge of a new donation, as a webhook does, and take it back."""
    with transaction.atomic():
        donation = make_donation(crowdfund)
        payment = f"pi_{donation.public_id.hex}"
        fact = ChargeFact(payment, 100, crowdfund.currency, timezone.now(), donation_id=str(donation.public_id))
        services.record_facts(facts=Facts(charges=(fact,)), gateway=get_gateway(), now=timezone.now())
        transaction.set_rollback(True)
