"""What the people of a hub may do in the admin: write its pages in every language, use its pictures and documents."""

from django.db import transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, WorkflowPage

from accounts import roles
from events.models import Hub


@transaction.atomic
def give(hub: Hub) -> None:
    """Give its groups what they lack, on every page that is one of its translations. Of no effect once it is closed."""
    if hub.closed_at:
        return
    pages = list(Page.objects.filter(translation_key=hub.key))
    for group in (hub.leads_group, hub.hosts_group):
        group.permissions.add(*roles.permissions_named((roles.ENTER, roles.TRANSLATE)))
        roles.grant(GroupCollectionPermission, roles.USE_FILES, group=group, collection=hub.collection)
        for page in pages:
            roles.grant(GroupPagePermission, roles.WRITE_PAGES, group=group, page=page)
    if hub.workflow:
        hub.workflow.active = True
        hub.workflow.save(update_fields=["active"])
        for page in pages:
            # Unless an administrator has chosen another one for the page.
            WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": hub.workflow})


@transaction.atomic
def withdraw(hub: Hub) -> None:
    """Take from its groups all that they have, wherever it was given; what waits for their review waits no more."""
    groups = [hub.leads_group_id, hub.hosts_group_id]
    for model in (GroupPagePermission, GroupCollectionPermission):
        model.objects.filter(group__in=groups).delete()
    for group in (hub.leads_group, hub.hosts_group):
        group.permissions.clear()
    if hub.workflow:
        hub.workflow.deactivate()
