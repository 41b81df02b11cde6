"""The database itself refuses to rewrite money."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction

from donations import triggers
from donations.models import Crowdfund, LedgerEntry, StripeEvent
from tests.factories.donations import charge_body, make_donation

pytestmark = pytest.mark.database

REFUSED = "money is only ever added to"


@pytest.fixture
def entry(crowdfund: Crowdfund, deliver: Callable[[bytes], Any]) -> LedgerEntry:
    deliver(charge_body(make_donation(crowdfund), event_id="evt_1"))
    return LedgerEntry.objects.get()


def refuses(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError as error:
        return REFUSED in str(error)
    return False


def test_no_entry_can_be_changed_or_deleted(entry: LedgerEntry) -> None:
    assert refuses(lambda: LedgerEntry.objects.update(amount_minor=1))
    assert refuses(lambda: LedgerEntry.objects.filter(pk=entry.pk)._raw_delete(using="default"))
    assert refuses(entry.delete)
    entry.amount_minor = 9900
    assert refuses(entry.save)

    assert LedgerEntry.objects.get().amount_minor == 2500


def test_no_event_can_be_deleted_or_become_another(entry: LedgerEntry) -> None:
    row = StripeEvent.objects.get()

    assert refuses(lambda: StripeEvent.objects.filter(pk="evt_1")._raw_delete(using="default"))
    for change in ({"id": "evt_2"}, {"type": "x"}, {"livemode": True}, {"created_at": row.received_at}):
        assert refuses(lambda change=change: StripeEvent.objects.update(**change)), change
    StripeEvent.objects.update(status="failed", attempts=2, error="x", payload="")

    assert StripeEvent.objects.get().type == "charge.succeeded"


def test_what_money_hangs_on_cannot_be_deleted(entry: LedgerEntry) -> None:
    for row in (entry.donation, entry.crowdfund, entry.event):
        with pytest.raises(models.ProtectedError):
            row.delete()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.django_db(transaction=True)
def test_no_table_can_be_emptied(entry: LedgerEntry) -> None:
    def truncate(table: str) -> Callable[[], None]:
        def run() -> None:
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {table} CASCADE")

        return run

    assert refuses(truncate("donations_ledgerentry"))
    assert refuses(truncate("donations_stripeevent"))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"amount_minor": -2500}, "ledger_sign_fits_kind"),
        ({"amount_minor": 0}, "ledger_sign_fits_kind"),
        ({"kind": "refund"}, "ledger_sign_fits_kind"),
        ({"kind": "gift"}, "ledger_sign_fits_kind"),
        ({"external_key": "charge:pi_known"}, "external_key"),
    ],
)
def test_no_entry_of_the_wrong_sign_kind_or_key_can_be_added(
    entry: LedgerEntry, change: dict[str, Any], name: str
) -> None:
    values = {field.attname: getattr(entry, field.attname) for field in entry._meta.fields if not field.primary_key}
    LedgerEntry.objects.create(**(values | {"external_key": "charge:pi_known"}))

    with pytest.raises(DatabaseError, match=name), transaction.atomic():
        LedgerEntry.objects.create(**(values | {"external_key": "charge:pi_new"} | change))


@pytest.mark.django_db(transaction=True)
def test_they_come_back_after_a_table_was_remade_and_until_then_a_check_tells(crowdfund: Crowdfund) -> None:
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            field = LedgerEntry._meta.get_field("external_key")
            changed = models.CharField(max_length=400, unique=True)
            changed.set_attributes_from_name("external_key")
            changed.model = LedgerEntry
            editor.alter_field(LedgerEntry, field, changed)
        else:
            editor.execute("ALTER TABLE donations_ledgerentry DISABLE TRIGGER ledger_no_update")
            editor.execute("DROP TRIGGER ledger_no_delete ON donations_ledgerentry")

    assert triggers.missing() == ["ledger_no_update", "ledger_no_delete"]
    with pytest.raises(CommandError, match="ledger_no_delete is missing"):
        call_command("check", databases=["default"])
    call_command("migrate", verbosity=0)

    assert triggers.missing() == []
    call_command("check", databases=["default"])


def test_a_database_without_a_ledger_is_left_alone(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)

    triggers.install()

    assert triggers.missing() == []
