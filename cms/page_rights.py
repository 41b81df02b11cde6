"""Which pages somebody in the admin may know of: Wagtail asks in its main views, and forgets it in many others."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

ANY = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


def works_on_pages(user: Any) -> bool:
    """Whether there is any page that this user may do anything with."""
    return bool(PagePermissionPolicy().user_has_any_permission(user, ANY))


def works_on_all(user: Any) -> bool:
    """Whether no page is hidden from this user: their rights begin at the root."""
    # Of superusers Wagtail reads all pages to find the root, and this is asked ten times for a page of the admin.
    return bool(user.is_superuser) or any(
        page.is_root() for page in PagePermissionPolicy().instances_with_direct_explore_permission(user)
    )


def known_to(user: Any, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Of `pages` those that the user works on or finds on the way to them, and those that everybody may read."""
    if works_on_all(user):
        return pages
    every = Page.objects.all()
    public = every.live_q() & ~every.private_q()
    if not works_on_pages(user):
        return pages.filter(public)
    # Asked of each page at hand: a list of all pages of the site would be made again for each page of the admin.
    theirs = PagePermissionPolicy().explorable_instances(user).filter(pk=OuterRef("pk"))
    return pages.filter(public | Exists(theirs))


def knows_all(user: Any, pks: Iterable[int]) -> bool:
    """Whether none of these pages is hidden from the user. A page that is not there is hidden from nobody."""
    asked_for = set(pks)
    # Of no page at all nothing need be asked: this is so with most addresses of the admin.
    if not asked_for or works_on_all(user):
        return True
    asked = Page.objects.filter(pk__in=asked_for)
    return known_to(user, asked).count() == asked.count()


def finds_all(user: Any, pks: Iterable[int]) -> bool:
    """Whether the user works on each of these pages, or finds it on the way: what everybody may read does not do."""
    asked_for = set(pks)
    if not asked_for or works_on_all(user):
        return True
    theirs = PagePermissionPolicy().explorable_instances(user).filter(pk=OuterRef("pk"))
    return not Page.objects.filter(pk__in=asked_for).exclude(Exists(theirs)).exists()
