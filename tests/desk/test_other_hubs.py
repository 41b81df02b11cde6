"""Of another hub's desk nobody gets anything: asked of every address of the desk, with its slug and its meetings."""

from collections.abc import Iterator

from django.test import Client

from accounts.models import User
from pages.models import EventPage, HubPage
from tests.factories.addresses import all_routes, filled
from tests.factories.desk import STEPS, WHAT
from tests.factories.events import place_event
from tests.factories.hubs import place_hub

SENT = {
    **WHAT,
    **STEPS["when"],
    **STEPS["where"],
    "publish": "1",
    "day": "2026-03-04",
    "what": "cancel",
    "confirm": "1",
}


def addresses(slug: str, page: EventPage) -> Iterator[str]:
    words = {"slug": slug, "page_id": page.pk, "day": "2026-03-03", "step": "what", "proposal_id": 1, "report_id": 1}
    for route in all_routes():
        if route.startswith("desk/") and (slug == "frome" or "page_id" in route):
            yield filled(route, lambda name: words[name])


def routes() -> set[str]:
    return {route for route in all_routes() if route.startswith("desk/")} - {"desk/"}


def test_another_hubs_desk_is_not_there(client: Client, host: User, hub_page: HubPage) -> None:
    frome = place_hub("Frome")
    theirs = place_event("Secret talk", parent=frome, live=False)
    shown = place_event("Public talk", parent=frome)
    asked = [
        *(address for address in addresses("frome", theirs) if address != "/desk/"),
        *addresses("frome", shown),
        *addresses("brighton", theirs),
        *addresses("brighton", shown),
    ]
    asked = [address for address in asked if address != "/desk/"]

    answers = {address: (client.get(address), client.post(address, SENT)) for address in asked}

    assert len(answers) > 2 * len(routes())
    codes = {address: {each.status_code for each in both} for address, both in answers.items()}
    assert {address: each for address, each in codes.items() if not each <= {403, 404, 405}} == {}
    assert not any(b"talk" in each.content for both in answers.values() for each in both)
    assert sorted(EventPage.objects.values_list("title", "live")) == [("Public talk", True), ("Secret talk", False)]
    assert not EventPage.objects.filter(pk=shown.pk, has_unpublished_changes=True).exists()


def test_who_may_enter_all_desks_finds_a_meeting_on_its_own_only(client: Client, hub_page: HubPage) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    theirs = place_event("Talk", parent=place_hub("Frome"))

    assert {client.get(address).status_code for address in addresses("brighton", theirs)} == {404}


def test_its_own_people_get_answers_there(client: Client, host: User, hub_page: HubPage) -> None:
    """Else the addresses above would ask for nothing."""
    page = place_event("Ours", parent=hub_page)
    draft = place_event("A draft", parent=hub_page, live=False)

    codes = {
        route: client.get(route.replace(str(page.pk), str(draft.pk)) if "throw-away" in route else route).status_code
        for route in addresses("brighton", page)
    }

    # Nothing is told of what is still to come.
    report = next(route for route in codes if route.endswith("/report/"))
    assert (codes.pop(report), set(codes.values())) == (404, {200})
    assert len(codes) == 10
