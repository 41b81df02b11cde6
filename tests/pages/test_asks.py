"""Which crowdfunds are read for a page: those that it shows, all at once, and no others."""

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from pages.asks import ask_context
from pages.models import CampaignPage, StandardPage
from tests.factories.pages import block, place, place_crowdfund

pytestmark = pytest.mark.django_db


def test_the_crowdfunds_of_a_page_are_read_together_and_no_others(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opening, shown, _other = (place_crowdfund(f"Crowdfund {number}") for number in range(3))
    body = [block("crowdfund", {"page": shown.pk, "heading": ""})]
    page = place(CampaignPage, "Campaign", crowdfund=opening, body=body)
    request: Any = rf.get(page.url)

    page.get_context(request)

    assert set(request.crowdfunds_in_force) == {opening.translation_key, shown.translation_key}
    with django_assert_num_queries(0):
        assert ask_context(shown.translation_key, request)["crowdfund"].title == "Crowdfund 1"


def test_a_page_without_a_crowdfund_asks_for_none(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place_crowdfund()
    page = place(StandardPage, "About us")
    request: Any = rf.get(page.url)
    page.get_view_restrictions()
    page.get_context(rf.get(page.url))  # reads the small tables that are kept between pages

    # Twice which generation of the content it is, which a request asks once, and nothing of crowdfunds.
    with django_assert_num_queries(2):
        page.get_context(request)


def test_a_gift_knows_the_page_that_it_was_begun_on(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    page = place_crowdfund("Crowdfund", slug="crowdfund")
    request: Any = rf.get(page.url)

    monkeypatch.setattr("donations.models.Crowdfund.is_open", lambda crowdfund, today=None: True)

    assert ask_context(page.translation_key, request)["form"]["source"].value() == "/crowdfund/"
