"""How treasurers find a row: by a reference, by an id of Stripe's, or by the address of whoever gave."""

from typing import Any

from django.db.models import Q
from wagtail.admin.views.generic import IndexView

from donations.references import uuids_of


class SearchedIndexView(IndexView):
    """`found_by` says which rows the words that somebody typed are about."""

    is_searchable = True

    def found_by(self, words: str) -> Q:
        raise NotImplementedError

    def search_queryset(self, queryset: Any) -> Any:
        return queryset.filter(self.found_by(self.search_query.strip())) if self.is_searching else queryset


def of_donation(words: str, prefix: str = "", **others: str) -> Q:
    """The donation with this reference, as people read it out, or this payment at Stripe; or what `others` name.

    `prefix` leads from the row to the donation.
    """
    found = Q(**{f"{prefix}payment_intent_id": words}) | Q(**others, _connector=Q.OR)
    if uuids := uuids_of(words, least=4):
        found |= Q(**{f"{prefix}public_id__range": uuids})
    return found
