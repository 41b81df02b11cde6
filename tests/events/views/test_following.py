"""The pages on which people follow a hub and leave it: what they take, refuse and never tell."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from events.models import Follower, Hub
from events.services.hubs import close_hub
from tests.factories.events import NOW
from tests.factories.followers import follow
from tests.factories.hubs import make_hub, place_hub
from tests.factories.reading import words as read

pytestmark = pytest.mark.django_db
ADDRESS = "/calendar/hubs/brighton/follow/"
ANN = {"email": "Ann@example.org"}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def hub() -> Hub:
    return make_hub("brighton")


def followers() -> list[tuple[str, bool]]:
    rows = Follower.objects.order_by("pk")
    return [(row.email, row.confirmed_at is not None) for row in rows]


def test_the_page_of_a_hub_has_the_form_and_stays_the_same_for_everybody(client: Client) -> None:
    place_hub("Brighton")

    page = client.get("/hubs/brighton/")
    answer = client.post(ADDRESS, ANN, follow=True)

    assert f'action="{ADDRESS}"' in page.content.decode()
    assert (page["Cache-Control"], page.cookies) == ("public, max-age=0, s-maxage=1", {})
    assert answer.redirect_chain == [(f"{ADDRESS}done/", 302)]
    assert "Look into your mail" in read(answer)
    assert followers() == [("ann@example.org", False)]


def test_somebody_follows_by_a_button_and_leaves_by_another(client: Client, hub: Hub) -> None:
    client.post(f"/cy{ADDRESS}", ANN)
    path = Follower.objects.get().path

    opened = client.get(path)
    client.head(path)
    nothing = client.post(path, {"do": "anything"})
    before = followers()
    confirmed = client.post(path, {"do": "confirm"}, follow=True)
    after = followers()
    left = client.post(path, {"do": "leave"})

    assert path.startswith("/cy/following/")
    assert (opened["X-Robots-Tag"], "no-store" in opened["Cache-Control"]) == ("noindex", True)
    assert (nothing.status_code, before, after, followers()) == (
        200,
        [("ann@example.org", False)],
        [("ann@example.org", True)],
        [],
    )
    assert confirmed.redirect_chain == [(path, 302)]
    assert left.status_code == 200


def test_the_pages_say_where_one_stands(client: Client, hub: Hub) -> None:
    path = follow(hub, is_confirmed=False).path

    asked = read(client.get(path))
    confirmed = read(client.post(path, {"do": "confirm"}, follow=True))
    left = [client.post(path, {"do": "leave"}), client.post(path, {"do": "leave"}), client.get(path)]

    assert "Follow Brighton?" in asked
    assert "You follow Brighton" in confirmed
    assert [answer.status_code for answer in left] == [200, 200, 404]
    assert ["You get no more of these mails" in read(answer) for answer in left] == [True] * 3


def test_a_mail_programs_own_button_leaves_at_once(client: Client, hub: Hub) -> None:
    ann = follow(hub)

    for _ in range(2):
        answer = client.post(ann.path, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, followers()) == (200, [])


def test_whoever_types_an_address_that_follows_reads_what_everybody_reads(client: Client, hub: Hub) -> None:
    follow(hub, "Ann")
    follow(hub, "Bob", is_confirmed=False)

    told = [client.post(ADDRESS, {"email": f"{name}@example.org"}, follow=True) for name in ("ann", "bob", "cem")]

    assert {(str(answer.redirect_chain), read(answer)) for answer in told} == {
        (str([(f"{ADDRESS}done/", 302)]), read(told[0]))
    }
    assert followers() == [("ann@example.org", True), ("bob@example.org", False), ("cem@example.org", False)]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Enter an email address"),
        ("nobody", "Enter a valid email address"),
        ("a@example.org, b@example.org", "Enter a valid email address"),
        ("a@example.org\nBcc: b@example.org", "Enter a valid email address"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(client: Client, hub: Hub, typed: str, words: str) -> None:
    answer = client.post(ADDRESS, {"email": typed})

    html = answer.content.decode()
    assert (answer.status_code, words in html, "There is a problem" in html) == (422, True, True)
    assert typed.partition("\n")[0] in html
    assert followers() == []


def test_a_machine_that_fills_in_everything_is_told_that_all_went_well(client: Client, hub: Hub) -> None:
    answer = client.post(ADDRESS, {**ANN, "website": "https://spam.example"})

    assert (answer.status_code, answer["Location"], followers()) == (302, f"{ADDRESS}done/", [])


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_changes_nothing(client: Client, hub: Hub, headers: dict[str, str]) -> None:
    ann = follow(hub)

    answers = [client.post(ADDRESS, {"email": "bob@example.org"}, headers=headers)]
    answers.append(client.post(ann.path, {"do": "leave"}, headers=headers))

    assert [answer.status_code for answer in answers] == [403, 403]
    assert followers() == [("ann@example.org", True)]


def test_nobody_fills_other_peoples_mail(client: Client, hub: Hub, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"follow": "4/5m/ip", "follow_mail": "2/h/key"}

    same = [client.post(ADDRESS, ANN).status_code for _ in range(3)]
    others = [client.post(ADDRESS, {"email": f"{name}@example.org"}).status_code for name in ("bob", "cem")]

    assert (same, others) == ([302, 302, 429], [302, 429])


def test_a_closed_hub_has_no_form_and_its_followers_a_page_on_which_to_leave(client: Client, hub: Hub) -> None:
    ann, bob = follow(hub, "Ann"), follow(hub, "Bob", is_confirmed=False)
    close_hub(key=hub.key, now=NOW)

    answers = [client.get(ADDRESS), client.post(ADDRESS, ANN), client.get(f"{ADDRESS}done/")]
    pages = [client.get(each.path).content.decode() for each in (ann, bob)]
    client.post(bob.path, {"do": "confirm"})
    client.post(ann.path, {"do": "leave"})

    assert [answer.status_code for answer in answers] == [404] * 3
    assert [("This hub is closed" in page, 'value="confirm"' in page, 'value="leave"' in page) for page in pages] == [
        (True, False, True)
    ] * 2
    assert followers() == [("bob@example.org", False)]


def test_nobody_guesses_a_page(client: Client, hub: Hub) -> None:
    follow(hub)

    assert client.get(f"/following/{uuid4()}/").status_code == 404
    assert client.post(f"/following/{uuid4()}/", {"do": "leave"}).status_code == 200
    assert followers() == [("ann@example.org", True)]
