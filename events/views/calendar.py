"""The calendar: a month, a day, all that is ahead; of all, a hub, a town or a topic; a list also near a place."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from cms import caching
from cms.middleware import permissions_policy
from cms.models import Topic
from events.calendar import Scope, ahead, days_of, hubs, on, page_of, topics, towns
from events.models import CALENDAR, Hub
from events.month import Cursor, Month
from events.near import USUALLY_WITHIN
from events.near_form import NearForm

LONGEST_TOWN = 80

Named = TypeVar("Named", Hub, Topic)


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    return _month(request, Month.of(timezone.localdate()), is_now=True)


@require_safe
def month(request: HttpRequest, month: Month) -> HttpResponse:
    return _month(request, month, is_now=False)


def _month(request: HttpRequest, shown: Month, *, is_now: bool) -> HttpResponse:
    scope = _scope(request)
    before, after, days = shown.later(-1), shown.later(1), days_of(shown, scope)
    today = timezone.localdate()
    context = {
        "month": shown,
        "days": days,
        "has_dates": any(each.dates for each in days),
        "is_over": is_now and not any(each.dates for each in days if each.day >= today),
        "today": today,
        "before": before if before.has_events else None,
        "after": after if after.has_events else None,
        "is_now": is_now,
    }
    return _render(request, "events/calendar_month.html", scope, context)


@require_safe
def day(request: HttpRequest, day: date) -> HttpResponse:
    """All dates of a day, page by page; the month shows long ones on their first day only."""
    scope = _scope(request)
    dates, after = page_of(on(scope, day), _cursor(request))
    context = {"day": day, "month": Month.of(day), "dates": dates, "later": scope.query(after) if after else ""}
    return _render(request, "events/calendar_list.html", scope, context)


@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """All dates that are ahead, page by page; of those near a place how far they are is said, too."""
    asked = {"within": USUALLY_WITHIN, **request.GET.dict()} if "near" in request.GET else None
    form = NearForm(asked)
    scope = _scope(request)
    if form.is_valid() and form.place:
        scope = replace(scope, near=form.place)
    dates, after = page_of(ahead(scope, timezone.now()), _cursor(request))
    if scope.near:
        scope.near.tell(dates)
    context = {"day": None, "dates": dates, "later": scope.query(after) if after else "", "near_form": form}
    response = _render(request, "events/calendar_list.html", scope, context)
    if "near" in request.GET:
        # It may tell where somebody is.
        response.headers["Cache-Control"] = caching.FOR_NOBODY_ELSE
    return response


def _scope(request: HttpRequest) -> Scope:
    """What the address asks for. Raises: Http404 for a hub or a topic that there is not."""
    caching.tag_response(request, caching.CONTENT, CALENDAR)
    hub = _named(request, "hub", hubs(), gettext("There is no such hub"))
    town = "" if hub else request.GET.get("place", "").replace("\0", "").strip()[:LONGEST_TOWN]
    topic = _named(request, "topic", topics(), gettext("There is no meeting on such a topic"))
    return Scope(hub=hub, town=town, topic=topic)


def _named(request: HttpRequest, name: str, known: Iterable[Named], missing: str) -> Named | None:
    """The one whose slug the address gives; None where it gives none. Raises: Http404."""
    slug = request.GET.get(name, "")
    found = next((each for each in known if each.slug == slug), None)
    if slug and found is None:
        raise Http404(missing)
    return found


def _cursor(request: HttpRequest) -> Cursor | None:
    """Where the page begins; what cannot be read leads to the first."""
    try:
        return Cursor.read(request.GET.get("after", ""))
    except ValueError:
        return None


def _render(request: HttpRequest, template: str, scope: Scope, context: dict[str, Any]) -> HttpResponse:
    shared = {"scope": scope, "hubs": hubs(), "towns": towns(), "topics": topics(), "feed": _feed_of(scope)}
    response = render(request, template, {"near_form": NearForm(), **shared, **context})
    # A button asks the phone where it is; only when it is pressed, and nowhere else on the site.
    response.headers["Permissions-Policy"] = permissions_policy(geolocation="self")
    return response


def _feed_of(scope: Scope) -> str:
    if scope.hub:
        return reverse("hub_feed", args=[scope.hub.slug])
    return reverse("topic_feed", args=[scope.topic.slug]) if scope.topic else reverse("calendar_feed")
