"""Guessing the password of a page or of a document is slowed down; who is asked for it learns nothing of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.throttling import TooOften, count_mail
from cms.models import CampaignDocument
from pages.models import StandardPage
from tests.factories.pages import home, picture, place, publish

pytestmark = pytest.mark.django_db


def page_address(language: str = "en") -> str:
    """Where the password of a new page is sent to."""
    page = place(StandardPage, "Members", slug="members", parent=publish(home(language)))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
    prefix = "" if language == "en" else f"/{language}"
    return f"{prefix}/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"


def document_address() -> str:
    collection = Collection.get_first_root_node().add_child(name="Members")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="open"
    )
    document = CampaignDocument(title="Minutes", collection=collection)
    document.file.save("minutes.pdf", ContentFile(b"%PDF-1.4"))
    return f"/documents/authenticate_with_password/{restriction.pk}/"


def guess(client: Client, address: str, password: str, **extra: Any) -> Any:
    return client.post(address, {"password": password, "return_url": "/"}, **extra)


@pytest.mark.parametrize("make_address", [page_address, lambda: page_address("cy"), document_address])
def test_after_ten_wrong_passwords_one_waits(client: Client, make_address: Any) -> None:
    address = make_address()

    guesses = [guess(client, address, "wrong").status_code for _ in range(12)]
    right = guess(client, address, "open")

    assert guesses == [200] * 10 + [429] * 2
    assert (right.status_code, right.headers["Retry-After"]) == (429, "300")
    assert client.get(address).status_code == 200
    assert guess(client, address, "open", REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_hall_full_of_people_who_know_the_password_gets_in(client: Client) -> None:
    address = page_address()

    assert {guess(client, address, "open").status_code for _ in range(30)} == {302}


def test_the_page_that_asks_tells_nothing_of_what_is_hidden(client: Client) -> None:
    page = place(
        StandardPage,
        "Secret plan",
        slug="plan",
        introduction="Secret words",
        search_description="Secret summary",
        seo_title="Secret heading",
        social_image=picture("Secret picture"),
    )
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")

    html = client.get("/plan/").content.decode()

    assert "Password needed" in html
    assert "Secret" not in html
    assert "og:" not in html
    assert 'rel="canonical"' not in html


def test_mail_to_one_address_is_counted_by_the_hour_and_by_the_day(rf: RequestFactory) -> None:
    def taken(hours: int) -> int:
        with time_machine.travel(datetime(2026, 11, 2, tzinfo=UTC) + timedelta(hours=hours), tick=False):
            for number in range(11):
                try:
                    count_mail(rf.post("/"), "follow", to="ann@example.org")
                except TooOften:
                    return number
        return 11

    assert [taken(hours) for hours in (0, 1, 2, 24)] == [10, 10, 0, 10]
