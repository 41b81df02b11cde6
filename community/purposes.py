"""What people can agree to, in the words in which they are asked now."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import get_language

from cms.kept_tables import KeptTable
from community.models import Purpose, PurposeWording

_purposes = KeptTable("purposes", Purpose.objects.all)
_wordings = KeptTable("wordings of purposes", PurposeWording.objects.all)


@dataclass(frozen=True, slots=True)
class OfferedConsent:
    """One box to tick. `purpose` is a Purpose's slug, `wording` what stands beside the box."""

    purpose: str
    name: str
    wording: str

    @property
    def key(self) -> str:
        """What a form sends back: it names the purpose and these words, so that nobody agrees to others meanwhile."""
        return f"{self.purpose}.{sha256(self.wording.encode()).hexdigest()[:12]}"


def offered() -> dict[str, OfferedConsent]:
    """All of them by purpose, worded in the current language, in the order in which administrators made them."""
    worded = {row.purpose_id: row.wording for row in _wordings.rows() if row.locale == get_language()}
    rows = sorted(_purposes.rows(), key=lambda row: row.pk)
    return {row.slug: OfferedConsent(row.slug, row.name, worded.get(row.pk, row.wording)) for row in rows}


def offered_of(purposes: Iterable[str]) -> list[OfferedConsent]:
    """Those of a form, in the order in which administrators made them; one that is deleted is asked for no more."""
    wanted = set(purposes)
    return [each for each in offered().values() if each.purpose in wanted]


def choices() -> list[tuple[str, str]]:
    """For whoever says what a form asks for."""
    return [(each.purpose, each.name) for each in offered().values()]
