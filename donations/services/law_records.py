"""What the law obliges to keep of a donor, and forgetting the rest."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from donations import law
from donations.models import Donor, PermissibilityCheck
from donations.services.permissibility import OPEN

State = PermissibilityCheck.State


@dataclass(frozen=True, slots=True)
class KeptByLaw:
    """The record of one gift that must be kept until the end of a day; while it is being checked, `until` is None.

    `rule` names the rule pack, and `sources` where it is published.
    """

    check: PermissibilityCheck
    rule: str
    sources: tuple[str, ...]
    until: date | None


PERSONAL = ("full_name", "address", "postcode", "declaration", "evidence", "elector_number", "returned_to")


def kept_by_law(*, donor: Donor, today: date) -> list[KeptByLaw]:
    """The checks of a donor's gifts that must be kept as they are: those in hand, and the register of past years."""
    kept = []
    packs = {pack.name: pack for pack in law.load_packs()}
    for check in PermissibilityCheck.objects.filter(donation__donor=donor).order_by("received_on", "pk"):
        pack = packs.get(check.rule)
        sources = tuple(source.url for source in pack.sources) if pack else ()
        until = date(check.received_on.year + (pack.keep_years if pack else 0), 12, 31)
        if check.state in OPEN:
            kept.append(KeptByLaw(check, check.rule, sources, None))
        elif check.state in (State.ACCEPTED, State.RETURNED) and until >= today:
            kept.append(KeptByLaw(check, check.rule, sources, until))
    return kept


@transaction.atomic
def forget_checks(*, donor: Donor, today: date) -> list[KeptByLaw]:
    """Blank what was told for checks that need not be kept any more; gives those that stay."""
    kept = kept_by_law(donor=donor, today=today)
    others = PermissibilityCheck.objects.filter(donation__donor=donor).exclude(pk__in=[each.check.pk for each in kept])
    others.update(**dict.fromkeys(PERSONAL, ""))
    return kept
