"""Making a hub, putting it in force and closing it, as the page that edits it is made, published and unpublished."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Collection, CollectionMember, GroupApprovalTask, Site, Workflow, WorkflowTask

from accounts import roles
from cms import caching
from cms.free_names import first_free, free_row_slug
from events.models import Hub, HubText
from events.services import hub_rights
from events.services.events import show_events_of_hub

LONGEST_NAME = 100
"""Of a title, in the names of groups: they have 150 characters."""


@transaction.atomic
def make_hub(*, key: UUID, site: Site, slug: str, title: str) -> Hub:
    """Make a hub with its groups, collection and workflow, and let them work on its pages. Of no effect on one that is.

    The public sees nothing of it before it is put in force.
    """
    hub = _lock(key)
    if hub is None:
        hub = Hub(key=key, site=site, slug=free_row_slug(Hub, slug))
        leads, hosts = (Group.objects.create(name=name) for name in _group_names(title, of=hub))
        hub.leads_group, hub.hosts_group = leads, hosts
        hub.collection = Collection.get_first_root_node().add_child(name=_name(title))
        hub.workflow = _new_workflow(title, leads)
        hub.save()
    hub_rights.give(hub)
    return hub


@transaction.atomic
def put_hub_in_force(
    *,
    key: UUID,
    site: Site,
    slug: str,
    title: str,
    area: str,
    towns: Iterable[str],
    contact_email: str,
    chat_url: str,
    takes_agenda: bool = False,
    asks_afterwards: bool = False,
    now: datetime,
) -> Hub:
    """Show the hub to the public, with this area; one that was closed is opened again, with all rights that it had.

    The slug is kept from the first time: addresses rely on it. Groups, collection and workflow follow the title.
    """
    hub = make_hub(key=key, site=site, slug=slug, title=title)
    hub.area, hub.towns, hub.contact_email, hub.chat_url = area, list(towns), contact_email, chat_url
    hub.takes_agenda, hub.asks_afterwards = takes_agenda, asks_afterwards
    hub.opened_at, hub.closed_at = hub.opened_at or now, None
    hub.save()
    _rename(hub, title)
    hub_rights.give(hub)
    show_events_of_hub(hub=hub)
    caching.purge(hub.cache_tag)
    return hub


@transaction.atomic
def put_hub_text_in_force(
    *, key: UUID, locale: str, title: str, path: str, survey_questions: Iterable[str] = ()
) -> None:
    """Say what a hub is called in one language. Of no effect while it is not in force."""
    hub = _lock(key)
    if hub and hub.is_in_force:
        told = {"title": title, "path": path, "survey_questions": list(survey_questions)}
        HubText.objects.update_or_create(hub=hub, locale=locale, defaults=told)
        caching.purge(hub.cache_tag)


@transaction.atomic
def close_hub(*, key: UUID, now: datetime) -> None:
    """Show it nowhere, and let nobody work on it who could only as one of its people. They stay its people."""
    hub = _lock(key)
    if hub and hub.closed_at is None:
        hub.closed_at = now
        hub.save(update_fields=["closed_at"])
        hub_rights.withdraw(hub)
        show_events_of_hub(hub=hub)
        caching.purge(hub.cache_tag)


@transaction.atomic
def hide_hub(*, key: UUID) -> None:
    """Show it nowhere, as before it was opened; its people work on."""
    hub = _lock(key)
    if hub and hub.opened_at:
        hub.opened_at = None
        hub.save(update_fields=["opened_at"])
        show_events_of_hub(hub=hub)
        caching.purge(hub.cache_tag)


@transaction.atomic
def withdraw_hub_text(*, key: UUID, locale: str) -> None:
    """Forget what a hub is called in one language; it is then called as in another."""
    hub = _lock(key)
    if hub:
        hub.texts.filter(locale=locale).delete()
        caching.purge(hub.cache_tag)


@transaction.atomic
def forget_hub(*, key: UUID, now: datetime) -> None:
    """After its last page is gone: nothing is left of a hub that never was open. Another one is closed."""
    hub = _lock(key)
    if hub is None or hub.opened_at or not _could_delete(hub):
        close_hub(key=key, now=now)
        return
    hub.leads_group.delete()
    hub.hosts_group.delete()
    if hub.workflow:
        for step in hub.workflow.workflow_tasks.all():
            step.task.delete()
        hub.workflow.delete()
    # Pictures and documents that somebody put there stay where they are.
    if not _has_files(hub.collection):
        hub.collection.delete()


def _lock(key: UUID) -> Hub | None:
    """The hub, locked before its words and its cache tag: so no two who publish wait for each other."""
    # Not its key: whoever makes dates of its events meanwhile refers to it, and we wait for those events.
    return Hub.objects.select_for_update(no_key=True).filter(key=key).first()


def _could_delete(hub: Hub) -> bool:
    """Delete the row, unless something hangs on it that must stay."""
    try:
        hub.delete()
    except ProtectedError:
        return False
    return True


def _has_files(collection: Collection) -> bool:
    members = [model for model in apps.get_models() if issubclass(model, CollectionMember)]
    return any(model._default_manager.filter(collection=collection).exists() for model in members)


def _name(title: str) -> str:
    return f"Hub {title[:LONGEST_NAME]}"


def _group_names(title: str, *, of: Hub) -> list[str]:
    """Of its leads and its hosts: two hubs may have the same title, but no two groups the same name."""
    own = [pk for pk in (of.leads_group_id, of.hosts_group_id) if pk]
    taken = set(Group.objects.exclude(pk__in=own).values_list("name", flat=True))
    wanted = [f"{_name(title)}: {who}" for who in ("leads", "hosts")]
    return [first_free(name, partial("{} ({})".format, name), taken.__contains__) for name in wanted]


def _new_workflow(title: str, leads: Group) -> Workflow:
    """What hosts write on the hub's own page is approved by its leads, or by the moderators."""
    task = GroupApprovalTask.objects.create(name=f"{_name(title)}: a lead or a moderator approves")
    task.groups.set([leads, *Group.objects.filter(name=roles.MODERATORS)])
    workflow = Workflow.objects.create(name=f"{_name(title)}: review")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _rename(hub: Hub, title: str) -> None:
    for group, name in zip((hub.leads_group, hub.hosts_group), _group_names(title, of=hub), strict=True):
        Group.objects.filter(pk=group.pk).exclude(name=name).update(name=name)
    Collection.objects.filter(pk=hub.collection_id).exclude(name=_name(title)).update(name=_name(title))
    if hub.workflow:
        Workflow.objects.filter(pk=hub.workflow_id).update(name=f"{_name(title)}: review")
        for step in hub.workflow.workflow_tasks.all():
            type(step.task).objects.filter(pk=step.task_id).update(
                name=f"{_name(title)}: a lead or a moderator approves"
            )
