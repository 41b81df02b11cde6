"""Who may do what: the groups that every site has, and their permissions, as code.

`ensure_groups()` runs after every migration and may be called at any time, for example by the demo before it puts its
users into groups: `user.groups.add(Group.objects.get(name=roles.EDITORS))`. It gives a group what it lacks and takes
nothing away; to let somebody do less, make another group in the admin.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections, models, transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Editors"
MODERATORS = "Moderators"
REGIONAL_EDITORS = "Regional editors"
TREASURERS = "Treasurers"
VOLUNTEERS = "Volunteers"
WELSH_EDITORS = "Welsh editors"

ENTER = "wagtailadmin.access_admin"
TRANSLATE = "wagtail_localize.submit_translation"
MANAGE_HUBS = "events.change_hub"
MODERATE = "community.change_comment"
SET_UP = ("cms.change_organisationsettings", "events.change_meetingswantedsettings")
WRITE_PAGES = ("wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page")
USE_FILES = (
    *("wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image"),
    *("wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.choose_document"),
)
WRITE_TO_SUPPORTERS = tuple(f"donations.{right}_supporterupdate" for right in ("add", "change", "delete", "view"))
KEEP_TOPICS = tuple(f"cms.{right}_topic" for right in ("add", "change", "delete", "view"))
SEE_SUBSCRIBERS = ("community.view_subscriber",)
KEEP_PURPOSES = tuple(f"community.{right}_purpose" for right in ("add", "change", "delete", "view"))
HEAR_SUPPORTERS = ("donations.view_supportermessage", "donations.change_supportermessage")


@dataclass(frozen=True, slots=True)
class Role:
    """`may` holds everywhere, `pages` below the home pages (of one `language`), `files` in every collection."""

    name: str
    may: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    language: str | None = None


ROLES = (
    Role(
        EDITORS,
        (ENTER, TRANSLATE, MANAGE_HUBS, *KEEP_TOPICS, *HEAR_SUPPORTERS, *WRITE_TO_SUPPORTERS, *SEE_SUBSCRIBERS),
        WRITE_PAGES,
        USE_FILES,
    ),
    Role(
        MODERATORS,
        (
            *(ENTER, TRANSLATE, MANAGE_HUBS, MODERATE),
            *(*KEEP_TOPICS, *SET_UP, *HEAR_SUPPORTERS, *SEE_SUBSCRIBERS, *KEEP_PURPOSES),
        ),
        (*WRITE_PAGES, "wagtailcore.bulk_delete_page", "wagtailcore.lock_page", "wagtailcore.unlock_page"),
        USE_FILES,
    ),
    Role(
        TREASURERS,
        (
            ENTER,
            *("donations.view_crowdfund", "donations.view_donation", "donations.view_donor"),
            *("donations.view_ledgerentry", "donations.view_stripeevent", "donations.change_stripeevent"),
            *("donations.view_refundorder", "donations.add_refundorder", "donations.view_dispute"),
            *("donations.view_recurringdonation", "donations.change_recurringdonation"),
            *("donations.view_refundrequest", "donations.change_refundrequest"),
            *HEAR_SUPPORTERS,
            *WRITE_TO_SUPPORTERS,
            *("donations.view_offlinegift", "donations.add_offlinegift", "donations.change_offlinegift"),
            *("donations.view_pledge", "donations.add_pledge", "donations.change_pledge"),
            *("donations.view_matchfund", "donations.add_matchfund", "donations.change_matchfund"),
            *("donations.view_permissibilitycheck", "donations.change_permissibilitycheck"),
            *("donations.view_regulatedstatus", "donations.add_regulatedstatus"),
        ),
    ),
    Role(REGIONAL_EDITORS, (ENTER, TRANSLATE), ("wagtailcore.add_page", "wagtailcore.change_page"), USE_FILES),
    Role(VOLUNTEERS, (ENTER,)),
    Role(WELSH_EDITORS, (ENTER, TRANSLATE, "cms.change_topic"), WRITE_PAGES, USE_FILES, language="cy"),
)


@transaction.atomic
def ensure_groups() -> None:
    """Make the groups that are missing and give each what it lacks."""
    for label in {permission.partition(".")[0] for role in ROLES for permission in (*role.may, *role.files)}:
        # A permission is made after its own app's migrations, which may be after ours.
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role in ROLES:
        group, _ = Group.objects.get_or_create(name=role.name)
        group.permissions.add(*permissions_named(role.may))
        for page in _top_pages(role):
            grant(GroupPagePermission, role.pages, group=group, page=page)
        grant(GroupCollectionPermission, role.files, group=group, collection=Collection.get_first_root_node())


def _top_pages(role: Role) -> models.QuerySet[Page]:
    """Where a role's rights over pages begin: at the root, or at the home page of its language."""
    if role.language is None:
        return Page.objects.filter(depth=1)
    return Page.objects.filter(depth=2, locale__language_code=role.language)


def permissions_named(names: Iterable[str]) -> list[Permission]:
    """Each as `<app>.<codename>`. Raises: Permission.DoesNotExist."""
    split = [name.split(".") for name in names]
    return [Permission.objects.get(content_type__app_label=label, codename=codename) for label, codename in split]


def grant(model: type[models.Model], names: Iterable[str], **where: Any) -> None:
    """Give rights over pages or files; of no effect where they are given already."""
    rows = [model(permission=permission, **where) for permission in permissions_named(names)]
    model._default_manager.bulk_create(rows, ignore_conflicts=True)


def ensure_groups_after_migrating(using: str, **kwargs: Any) -> None:
    """Django's signal; of no effect while some of the tables are still to come."""
    if using == "default" and "cms_organisationsettings" in connections[using].introspection.table_names():
        ensure_groups()
