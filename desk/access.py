"""Who may come to which desk, and which meetings lie on it. What somebody may do there, Wagtail's page rights say."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.query import PageQuerySet

from cms.caching import FOR_NOBODY_ELSE
from events.hub_roles import hubs_of, may_manage
from events.models import Hub
from pages.languages import is_source
from pages.models import EventPage, HubPage, MeetingReportPage


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of a hub, as one of its people sees it. `page` is the hub's page on which facts are edited."""

    hub: Hub
    page: HubPage
    user: Any

    @property
    def may_add(self) -> bool:
        return bool(self.page.permissions_for_user(self.user).can_add_subpage())

    @property
    def may_manage_people(self) -> bool:
        return may_manage(self.user, self.hub)

    @property
    def meetings(self) -> PageQuerySet:
        """The pages of its meetings, drafts among them."""
        return EventPage.objects.child_of(self.page)

    @property
    def reports(self) -> PageQuerySet:
        """The pages that tell how its meetings went, drafts among them."""
        return MeetingReportPage.objects.child_of(self.page)

    def require_adding(self) -> None:
        """Raises: PermissionDenied."""
        if not self.may_add:
            raise PermissionDenied


P = TypeVar("P", EventPage, MeetingReportPage)


@dataclass(frozen=True, slots=True)
class OnDesk(Generic[P]):
    """A page that is written on a desk: as it is, and its newest draft."""

    page: P
    draft: P
    user: Any

    @property
    def may_edit(self) -> bool:
        """Whether its draft can be changed now: nobody reviews it, and nobody has locked it."""
        rights = self.page.permissions_for_user(self.user)
        return bool(rights.can_edit() and not rights.page_locked())

    @property
    def may_publish(self) -> bool:
        return self.may_edit and bool(self.page.permissions_for_user(self.user).can_publish())

    @property
    def may_send_for_review(self) -> bool:
        """What is written here goes live without review (has_workflow), but for those who may not publish any."""
        return self.may_edit and not self.may_publish and self.page.get_workflow() is not None

    @property
    def may_throw_away(self) -> bool:
        """Whether it is a draft that never was public, and this user may be rid of it."""
        was_public = self.page.live or self.page.first_published_at is not None
        return not was_public and self.may_edit and bool(self.page.permissions_for_user(self.user).can_delete())

    @property
    def has_changes(self) -> bool:
        """Whether something is written that the public does not see yet."""
        return not self.page.live or self.page.has_unpublished_changes

    def require_publishing(self) -> None:
        """Raises: PermissionDenied."""
        if not self.may_publish:
            raise PermissionDenied

    def require_sending_for_review(self) -> None:
        """Raises: PermissionDenied."""
        if not self.may_send_for_review:
            raise PermissionDenied


class Meeting(OnDesk[EventPage]):
    __slots__ = ()


class Report(OnDesk[MeetingReportPage]):
    """How a meeting went."""

    __slots__ = ()


def open_desks(user: Any) -> QuerySet[Hub]:
    return hubs_of(user).filter(closed_at=None).order_by("slug")


def at_desk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view of one hub's desk, which it is given in place of the hub's slug. Another hub's is not there."""

    @wraps(view)
    @login_required
    def guarded(request: HttpRequest, slug: str, **named: Any) -> HttpResponse:
        hub = get_object_or_404(open_desks(request.user), slug=slug)
        response = view(request, Desk(hub, _source_page(hub), request.user), **named)
        response.headers.setdefault("Cache-Control", FOR_NOBODY_ELSE)
        return response

    return guarded


def at_meeting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view of one meeting on a desk, which it is given in place of its page's number."""

    @wraps(view)
    def guarded(request: HttpRequest, desk: Desk, page_id: int, **named: Any) -> HttpResponse:
        page = get_object_or_404(desk.meetings, pk=page_id)
        meeting = Meeting(page, page.get_latest_revision_as_object(), request.user)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return view(request, desk, meeting, **named)

    return at_desk(guarded)


def at_report(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view of one report on a desk, which it is given in place of its page's number."""

    @wraps(view)
    def guarded(request: HttpRequest, desk: Desk, report_id: int, **named: Any) -> HttpResponse:
        page = get_object_or_404(desk.reports, pk=report_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return view(request, desk, Report(page, page.get_latest_revision_as_object(), request.user), **named)

    return at_desk(guarded)


def _source_page(hub: Hub) -> HubPage:
    """Raises: Http404 where nobody has a page to write on."""
    pages = HubPage.objects.filter(translation_key=hub.key).order_by("pk")
    for page in pages:
        if is_source(page):
            return page
    raise Http404
