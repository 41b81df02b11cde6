"""Hubs through the API: those that everybody may see, in both languages, and nothing that is for their people."""

import pytest
from django.test import Client

from pages.models import HubPage
from tests.factories.hubs import place_hub, place_index
from tests.factories.pages import hide, home, publish, translate


@pytest.fixture
def brighton(db: None) -> HubPage:
    where = {"area": "Sussex", "towns": "Brighton, Hove", "contact_email": "brighton@example.org"}
    return place_hub("Brighton", introduction="By the sea.", chat_url="https://secret.example/", **where)


def test_a_hub_tells_where_it_is_and_nothing_of_its_chat(client: Client, brighton: HubPage) -> None:
    answer = client.get("/api/v1/hubs/brighton")

    assert answer.json() == {
        "slug": "brighton",
        "title": "Brighton",
        "summary": "By the sea.",
        "area": "Sussex",
        "towns": ["Brighton", "Hove"],
        "contact_email": "brighton@example.org",
        "url": "/hubs/brighton/",
        "html_url": "http://testserver/hubs/brighton/",
        "page_url": f"http://testserver/api/v1/pages/{brighton.pk}",
    }
    page = client.get(f"/api/v1/pages/{brighton.pk}").json()
    assert (page["type"], page["hub"]) == ("hub", answer.json())
    assert "secret.example" not in str(page) + client.get("/hubs/brighton/").content.decode()


def test_the_list_is_by_title_and_in_the_language_that_there_is(client: Client, brighton: HubPage) -> None:
    place_hub("Aberystwyth")
    publish(home("cy"))
    translate(place_index(), title="Hybiau")
    translate(brighton, title="Abrighton")

    english, welsh = (client.get("/api/v1/hubs", {"locale": locale}).json() for locale in ("en", "cy"))

    assert [hub["title"] for hub in english["items"]] == ["Aberystwyth", "Brighton"]
    assert [(hub["title"], hub["url"]) for hub in welsh["items"]] == [
        ("Aberystwyth", "/hubs/aberystwyth/"),
        ("Abrighton", "/cy/hubs/brighton/"),
    ]
    assert (english["total"], welsh["total"]) == (2, 2)
    assert client.get("/api/v1/hubs/brighton?locale=cy").json()["title"] == "Abrighton"


def test_drafts_closed_and_private_hubs_are_not_there(client: Client, brighton: HubPage) -> None:
    place_hub("Draft", live=False)
    place_hub("Closed").unpublish()
    hide(place_hub("Private"))

    answers = [client.get(f"/api/v1/hubs/{slug}") for slug in ("draft", "closed", "private", "no-such")]

    assert [(answer.status_code, answer["Content-Type"]) for answer in answers] == [
        (404, "application/problem+json")
    ] * 4
    assert [hub["slug"] for hub in client.get("/api/v1/hubs").json()["items"]] == ["brighton"]
    assert [hub["slug"] for hub in client.get(f"/api/v1/pages/{place_index().pk}").json()["hubs"]] == ["brighton"]


def test_an_answer_is_known_by_its_etag_until_the_hub_changes(client: Client, brighton: HubPage) -> None:
    etag = client.get("/api/v1/hubs/brighton")["ETag"]

    unchanged = client.get("/api/v1/hubs/brighton", headers={"If-None-Match": etag})
    brighton.area = "The coast"
    publish(brighton)
    changed = client.get("/api/v1/hubs/brighton", headers={"If-None-Match": etag})

    assert (unchanged.status_code, changed.status_code, changed.json()["area"]) == (304, 200, "The coast")


@pytest.mark.parametrize("query", ["locale=fr", "nonsense=1"])
def test_what_is_not_described_is_refused(client: Client, brighton: HubPage, query: str) -> None:
    assert client.get(f"/api/v1/hubs?{query}").status_code == 422
