"""Which series ask for contributions, as everybody may know."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from cms.public_tree import PublicPage, public_tree
from pages.models import SeriesPage


class CallClosed(Exception):
    """The series asks for nothing at the moment."""


@dataclass(frozen=True, slots=True)
class Call:
    """`page` is the series in the reader's language."""

    page: PublicPage
    series: SeriesPage

    @property
    def key(self) -> UUID:
        return self.page.translation_key

    @property
    def is_open(self) -> bool:
        return self.series.takes_contributions()

    @property
    def path(self) -> str:
        return reverse("contribute", args=[self.key])


def find_call(key: UUID | None) -> Call | None:
    """None where no public series has this key."""
    page = public_tree().of_key(key)
    series = SeriesPage.objects.filter(pk=page.pk).first() if page else None
    return Call(page=page, series=series) if page and series else None
