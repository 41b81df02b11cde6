"""Who reads contributions: whoever may write posts in their series."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from pages.models import Contribution, SeriesPage
from pages.querysets import ContributionQuerySet


def series_for(user: Any) -> "QuerySet[SeriesPage]":
    """In every language, aliases left out."""
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    # Asked of each series: a list of all pages of the site would be made again for each page of the admin.
    return SeriesPage.objects.filter(Exists(pages.filter(pk=OuterRef("pk"))), alias_of=None)


def contributions_for(user: Any) -> ContributionQuerySet:
    """Those that were sent to a series of theirs."""
    return Contribution.objects.sent().in_series(series_for(user).values_list("translation_key", flat=True))


def may_read(user: Any) -> bool:
    return series_for(user).exists()
