"""The response cache: what it answers, what makes an answer stale, and what it must never keep."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from cms import caching
from cms.models import CampaignDocument, OrganisationSettings
from pages.models import HomePage, StandardPage

Publish = Callable[..., StandardPage]


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_second_reader_costs_one_query(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish("About us", slug="about")
    first = client.get("/about/")

    with django_assert_num_queries(1):
        second = client.get("/about/")

    assert second.content == first.content
    assert second.headers["Cache-Control"] == "public, max-age=0, s-maxage=1"
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def rename(page: StandardPage) -> None:
    page.title = "Who we are"
    page.save_revision().publish()


def set_private(page: StandardPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize(
    "change",
    [
        rename,
        set_private,
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.move(HomePage.objects.get(locale__language_code="cy")),
        lambda page: OrganisationSettings.objects.create(site=page.get_site(), organisation_name="Compass"),
    ],
    ids=["publish", "privacy", "unpublish", "delete", "move", "settings"],
)
def test_every_change_of_content_makes_kept_pages_stale(
    client: Client, publish: Publish, change: Callable[[StandardPage], Any]
) -> None:
    page = publish("About us", slug="about")
    before = client.get("/about/")

    change(page)
    after = client.get("/about/")

    assert before.status_code == 200
    assert (after.status_code, after.content) != (200, before.content)


def test_a_change_of_a_document_makes_kept_pages_stale(home: HomePage) -> None:
    caching.purge(caching.CONTENT)
    before = dict(caching.generations())

    CampaignDocument.objects.create(title="Manifesto", file="documents/manifesto.pdf")

    assert caching.generations() != before


def test_a_change_of_the_menu_shows_on_other_pages(client: Client, publish: Publish) -> None:
    publish("About us", slug="about")
    assert "Contact" not in text(client, "/about/")

    publish("Contact", slug="contact", show_in_menus=True)

    assert "Contact" in text(client, "/about/")


def test_saving_a_draft_leaves_kept_pages_alone(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = publish("About us", slug="about")
    client.get("/about/")

    page.title = "Not yet"
    page.save_revision()

    with django_assert_num_queries(1):
        assert "Not yet" not in text(client, "/about/")


def test_a_change_that_is_rolled_back_leaves_kept_pages_alone(db: None, rf: RequestFactory) -> None:
    caching.purge("a")
    view = Counter("a")
    answer = caching.ResponseCacheMiddleware(view)
    answer(rf.get("/"))

    with transaction.atomic():
        caching.purge("a")
        transaction.set_rollback(True)

    assert answer(rf.get("/")).content == b"1"


class Counter:
    """A view that tells how often it was asked."""

    def __init__(self, *tags: str, **headers: str) -> None:
        self.tags, self.headers, self.asked = tags, headers, 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.asked += 1
        caching.tag_response(request, *self.tags)
        return HttpResponse(str(self.asked), headers=self.headers)


def test_an_answer_is_stale_when_any_of_its_tags_is_purged(db: None, rf: RequestFactory) -> None:
    caching.purge("content", "crowdfund:hub", "crowdfund:other")
    answer = caching.ResponseCacheMiddleware(Counter("content", "crowdfund:hub"))

    answers = [answer(rf.get("/")).content]
    caching.purge("crowdfund:other")
    answers.append(answer(rf.get("/")).content)
    caching.purge("crowdfund:hub")
    answers.append(answer(rf.get("/")).content)

    assert answers == [b"1", b"1", b"2"]


def test_a_change_while_an_answer_is_made_is_not_hidden_by_it(db: None, rf: RequestFactory) -> None:
    caching.purge("a")
    shown = {"goal": "5000"}

    def view(request: HttpRequest) -> HttpResponse:
        caching.tag_response(request, "a")
        read = shown["goal"]
        if read == "5000":
            # Somebody publishes after this answer has read the goal and before it is kept.
            shown["goal"] = "6000"
            caching.purge("a")
        return HttpResponse(read)

    answer = caching.ResponseCacheMiddleware(view)

    assert [answer(rf.get("/")).content, answer(rf.get("/")).content] == [b"5000", b"6000"]


def test_readers_who_may_be_signed_in_get_their_own_answer_and_nobody_else_gets_it(
    db: None, rf: RequestFactory, settings: Any
) -> None:
    caching.purge("a")
    view = Counter("a")
    answer = caching.ResponseCacheMiddleware(view)

    for cookie in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        request = rf.get("/")
        request.COOKIES[cookie] = "x"
        response = answer(request)
        assert response.headers["Cache-Control"] == "private, no-store"

    assert answer(rf.get("/")).content == b"3"


@pytest.mark.parametrize(
    "headers",
    [{"Cache-Control": "private"}, {"Cache-Control": "max-age=0, no-store"}, {"Vary": "Accept, Cookie"}],
    ids=str,
)
def test_an_answer_for_one_person_is_not_kept(db: None, rf: RequestFactory, headers: dict[str, str]) -> None:
    caching.purge("a")
    answer = caching.ResponseCacheMiddleware(Counter("a", **headers))

    assert [answer(rf.get("/")).content, answer(rf.get("/")).content] == [b"1", b"2"]


def test_an_answer_that_sets_a_cookie_is_not_kept(db: None, rf: RequestFactory) -> None:
    caching.purge("a")
    counter = Counter("a")

    def view(request: HttpRequest) -> HttpResponse:
        response = counter(request)
        response.set_cookie("seen", "1")
        return response

    answer = caching.ResponseCacheMiddleware(view)

    assert [answer(rf.get("/")).content, answer(rf.get("/")).content] == [b"1", b"2"]


def test_a_query_string_is_answered_afresh_and_never_kept(db: None, rf: RequestFactory) -> None:
    caching.purge("a")
    answer = caching.ResponseCacheMiddleware(Counter("a"))

    answers = [answer(rf.get("/", query)).content for query in ({"utm": "x"}, {"utm": "x"}, {}, {})]

    assert answers == [b"1", b"2", b"3", b"3"]


def test_a_preview_under_the_address_of_a_page_is_never_kept(db: None, rf: RequestFactory) -> None:
    caching.purge("a")
    answer = caching.ResponseCacheMiddleware(Counter("a"))
    preview = rf.get("/")
    preview.is_dummy = True  # type: ignore[attr-defined]

    answers = [answer(request).content for request in (rf.get("/"), preview, rf.get("/"))]

    assert answers == [b"1", b"2", b"1"]


def test_head_is_answered_and_post_never_from_the_cache(client: Client, publish: Publish) -> None:
    publish("About us", slug="about")
    length = client.get("/about/").headers["Content-Length"]

    head = [client.head("/about/") for _ in range(2)]

    assert [(each.status_code, each.content, each.headers["Content-Length"]) for each in head] == [
        (200, b"", length)
    ] * 2
    assert client.post("/about/").headers.get("Cache-Control") != "public, max-age=0, s-maxage=1"


def test_the_day_is_part_of_the_key(db: None, rf: RequestFactory, time_machine: Any) -> None:
    caching.purge("a")
    answer = caching.ResponseCacheMiddleware(Counter("a"))

    time_machine.move_to("2026-07-05T22:50:00Z")
    evening = answer(rf.get("/")).content
    time_machine.move_to("2026-07-05T23:05:00Z")  # past midnight in London
    morning = answer(rf.get("/")).content

    assert (evening, morning) == (b"1", b"2")


def test_a_thousand_things_share_a_few_tags() -> None:
    tags = {caching.bucket("hub", number) for number in range(1000)}

    assert len(tags) == 64
    assert caching.bucket("hub", 17) == caching.bucket("hub", 81) != caching.bucket("hub", 18)
