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
    """Those that were sent to a series of theirs, in the language of their pages; of one without it, in any."""
    asked = {"translation_key": OuterRef("series_key")}
    in_language = {**asked, "locale__language_code": OuterRef("locale")}
    own = series_for(user)
    is_elsewhere = Exists(SeriesPage.objects.filter(**in_language, alias_of=None))
    is_theirs = Exists(own.filter(**in_language)) | (Exists(own.filter(**asked)) & ~is_elsewhere)
    return Contribution.objects.sent().filter(is_theirs)


def may_read(user: Any) -> bool:
    return series_for(user).exists()
