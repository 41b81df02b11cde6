"""What people can agree to, in the words in which they are asked now."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import FilteredRelation, Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from cms import caching
from community.models import Purpose


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
    """All of them by purpose, worded in the current language; kept until an administrator changes one."""
    return caching.kept(f"purposes {get_language()}", caching.CONTENT, _read)


def offered_of(purposes: Iterable[str]) -> list[OfferedConsent]:
    """Those of a form, in the order in which administrators made them; one that is deleted is asked for no more."""
    wanted = set(purposes)
    return [each for each in offered().values() if each.purpose in wanted]


def choices() -> list[tuple[str, str]]:
    """For whoever says what a form asks for."""
    return [(each.purpose, each.name) for each in offered().values()]


def _read() -> dict[str, OfferedConsent]:
    worded = FilteredRelation("wordings", condition=Q(wordings__locale=get_language()))
    rows = Purpose.objects.annotate(worded=worded, shown=Coalesce("worded__wording", "wording"))
    return {slug: OfferedConsent(slug, name, words) for slug, name, words in rows.values_list("slug", "name", "shown")}
