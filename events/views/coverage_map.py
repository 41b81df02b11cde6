"""The public map of where meetings are wanted, with the same facts as a table; filtered by nation and kind of town."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cms import caching
from events.calendar import hubs
from events.demand import coverage, told
from events.demand.coverage import Coverage, Place
from events.demand.drawing import draw
from events.hub_areas import towns_of
from events.models import CALENDAR, MEETINGS_WANTED, Hub
from events.towns.gazetteer import Town
from events.views.meetings_wanted import wanted

NATIONS = {"ENG": _("England"), "SCT": _("Scotland"), "WLS": _("Wales"), "NIR": _("Northern Ireland")}
KINDS = {"city": _("Cities"), "market_town": _("Market towns"), "post_industrial": _("Post-industrial towns")}
KIND = {"city": _("City"), "market_town": _("Market town"), "post_industrial": _("Post-industrial town")}


@require_safe
def coverage_map(request: HttpRequest) -> HttpResponse:
    """All of it, or of a nation, a kind of town, or both."""
    caching.tag_response(request, caching.CONTENT, MEETINGS_WANTED, CALENDAR)
    nation, kind = _chosen(request, "nation", NATIONS), _chosen(request, "kind", KINDS)
    shown = told.to_the_public().only(nation=nation, kind=kind)
    context = {
        "coverage": shown,
        "map": draw([(place, _words(place)) for place in shown.places], _hubs(nation)),
        "rows": [_row(place) for place in shown.places],
        "elsewhere": _elsewhere(shown),
        "nations": NATIONS.items(),
        "kinds": KINDS.items(),
        "nation": nation,
        "kind": kind,
        "least": coverage.LEAST,
        "least_in_all": coverage.LEAST_IN_ALL,
        **wanted(),
    }
    return render(request, "events/demand/map.html", context)


def _chosen(request: HttpRequest, name: str, known: dict[str, Any]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else ""


def _words(place: Place) -> str:
    words = ngettext("%(town)s: %(number)s answer", "%(town)s: %(number)s answers", place.answers)
    return words % {"town": place.town.label, "number": place.answers}


def _row(place: Place) -> dict[str, Any]:
    town = place.town
    return {"town": town, "nation": NATIONS[town.nation], "kind": KIND.get(town.kind, ""), "answers": place.answers}


def _elsewhere(shown: Coverage) -> list[dict[str, Any]]:
    rest = gettext("In the other nations") if len(shown.elsewhere) > 1 else gettext("Elsewhere")
    return [
        {
            "where": gettext("Elsewhere in %(nation)s") % {"nation": NATIONS[each.nation]} if each.nation else rest,
            "at_least": each.at_least,
        }
        for each in shown.elsewhere
    ]


def _hubs(nation: str) -> list[tuple[Town, str]]:
    """Each hub that is open at the largest of its towns."""
    found = [(_largest_town(hub), hub.title) for hub in hubs()]
    return [(town, title) for town, title in found if town and nation in ("", town.nation)]


def _largest_town(hub: Hub) -> Town | None:
    return max(towns_of(hub), key=lambda town: town.population, default=None)
