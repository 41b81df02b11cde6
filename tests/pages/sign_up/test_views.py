"""The form of a sign-up block: what it takes, refuses and never tells."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from community.models import Consent, Purpose, Subscriber
from pages.models import CampaignPage
from tests.factories.events import NOW
from tests.factories.hostile_text import HOSTILE
from tests.factories.pages import block, hide, home, publish, translate
from tests.factories.reading import words as read
from tests.factories.subscribers import SIGN_UP, address_of, boxes, in_force, place_form, subscribe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def page(db: None) -> CampaignPage:
    return place_form()


def ann(**more: Any) -> dict[str, Any]:
    return {"email": "Ann@example.org", "name": "Ann", "consents": boxes("news"), **more}


def test_the_page_has_the_form_and_stays_the_same_for_everybody(client: Client, page: CampaignPage) -> None:
    shown = client.get(page.url)
    answer = client.post(address_of(page), ann(), follow=True)

    html = shown.content.decode()
    assert f'action="{address_of(page)}"' in html
    assert (html.count('type="checkbox"'), "checked" in html) == (2, False)
    assert (shown["Cache-Control"], shown.cookies) == ("public, max-age=0, s-maxage=1", {})
    assert answer.redirect_chain == [(f"{address_of(page)}done/", 302)]
    assert "Look into your mail" in read(answer)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.page_key, consent.block_id) == ("news", page.translation_key, page.body[0].id)
    assert (consent.subscriber.name, consent.given_at, consent.confirmed_at) == ("Ann", NOW, None)


def test_two_forms_on_one_page_have_names_of_their_own(client: Client) -> None:
    second = {**block("sign_up", {**SIGN_UP, "asks_name": False}), "id": str(uuid4())}
    page = place_form()
    page.body = [*page.body.raw_data, second]
    publish(page)

    html = client.get(page.url).content.decode()

    ids = [part.partition('"')[0] for part in html.split(' id="')[1:]]
    assert [each for each in ids if ids.count(each) > 1] == []
    assert (html.count('name="email"'), html.count('name="name"')) == (2, 1)


def test_in_another_language_one_agrees_to_what_one_reads(client: Client, page: CampaignPage) -> None:
    publish(home("cy"))
    welsh = translate(page, title="Ymgyrch")

    html = client.get(welsh.url).content.decode()
    client.post(f"/cy{address_of(page)}", ann(consents=boxes("news", language="cy")))
    mixed = client.post(f"/cy{address_of(page)}", ann(email="bob@example.org"))

    assert f'action="/cy{address_of(page)}"' in html
    consent = Consent.objects.get()
    assert (consent.locale, consent.subscriber.locale) == ("cy", "cy")
    assert consent.wording in html
    assert mixed.status_code == 422


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": ""}, "Enter an email address"),
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Enter a valid email address"),
        ({"consents": []}, "Tick what we may write to you about"),
        ({"consents": ["news"]}, "The words beside a box have changed"),
        ({"consents": ["news\0"]}, "The words beside a box have changed"),
        ({"name": "a" * 121}, "Leave out 1 character"),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    client: Client, page: CampaignPage, typed: dict[str, Any], words: str
) -> None:
    answer = client.post(address_of(page), ann(**typed))

    html = answer.content.decode()
    assert (answer.status_code, words in html, "There is a problem" in html) == (422, True, True)
    assert typed.get("email", "Ann@example.org").partition("\n")[0] in html
    assert ("checked" in html) == ("consents" not in typed)
    assert not Subscriber.objects.exists()


def test_who_read_other_words_is_asked_to_read_again(client: Client, page: CampaignPage) -> None:
    told = ann()
    purpose = Purpose.objects.get(slug="news")
    purpose.wording = "Write to me every day."
    purpose.save()

    answer = client.post(address_of(page), told)
    shown = client.get(page.url).content.decode()

    assert (answer.status_code, "Write to me every day." in answer.content.decode()) == (422, True)
    assert "Write to me every day." in shown
    assert not Subscriber.objects.exists()


def test_the_error_leads_to_the_first_box(client: Client, page: CampaignPage) -> None:
    html = client.post(address_of(page), ann(consents=[])).content.decode()

    assert 'href="#id_consents_0"' in html
    assert 'id="id_consents_0"' in html


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_is_refused_or_kept_harmlessly(client: Client, page: CampaignPage, words: str) -> None:
    typed = words.encode("utf-8", "replace").decode()
    answers = [client.post(address_of(page), ann(**{name: typed})) for name in ("name", "email", "consents")]

    assert {answer.status_code for answer in answers} <= {302, 422}


def test_whoever_types_an_address_that_is_known_reads_what_everybody_reads(client: Client, page: CampaignPage) -> None:
    subscribe("Ann")

    told = [client.post(address_of(page), ann(email=f"{name}@example.org"), follow=True) for name in ("ann", "bob")]

    assert read(told[0]) == read(told[1])
    assert told[0].redirect_chain == told[1].redirect_chain


def test_a_machine_that_fills_in_everything_is_told_that_all_went_well(client: Client, page: CampaignPage) -> None:
    answer = client.post(address_of(page), ann(website="https://spam.example"))

    assert (answer.status_code, answer["Location"]) == (302, f"{address_of(page)}done/")
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_page_changes_nothing(client: Client, page: CampaignPage, headers: dict[str, str]) -> None:
    bob = subscribe("Bob")

    answers = [client.post(path, {**ann(), "do": "leave"}, headers=headers) for path in (address_of(page), bob.path)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert (in_force(bob), Subscriber.objects.count()) == (["news"], 1)


def test_nobody_fills_other_peoples_mail(client: Client, page: CampaignPage, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"subscribe": "4/5m/ip", "subscribe_mail": "2/h/key"}

    same = [client.post(address_of(page), ann()).status_code for _ in range(3)]
    others = [client.post(address_of(page), ann(email=f"{name}@example.org")).status_code for name in ("bob", "cem")]

    assert (same, others) == ([302, 302, 429], [302, 429])


@pytest.mark.parametrize("how", ["draft", "private", "no such block", "no purpose left", "no such page"])
def test_a_form_that_nobody_sees_takes_nothing(client: Client, page: CampaignPage, how: str) -> None:
    address = address_of(page)
    if how == "draft":
        page.unpublish()
    elif how == "private":
        hide(page)
    elif how == "no purpose left":
        for purpose in Purpose.objects.all():
            purpose.delete()
    elif how == "no such block":
        address = address.replace(page.body[0].id, str(uuid4()))
    else:
        address = address.replace(str(page.translation_key), str(uuid4()))

    answers = [client.get(address), client.post(address, ann()), client.get(f"{address}done/")]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert not Subscriber.objects.exists()
