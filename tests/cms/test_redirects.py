"""Old addresses lead to pages that everybody may see; of the others they tell nothing."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from pages.models import StandardPage
from tests.factories.pages import hide, place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("target", "asked", "status", "location"),
    [
        ({"is_permanent": True}, "/old", 301, "/new/"),
        ({"is_permanent": False}, "/old/", 302, "/new/"),
        ({}, "/old?utm=x", 301, "/new/"),
        ({"old_path": "/old?a=1"}, "/old?a=1", 301, "/new/"),
        ({"old_path": "/hen-gyfeiriad-ŵ"}, "/hen-gyfeiriad-%C5%B5", 301, "/new/"),
        ({"redirect_link": "https://example.org/", "redirect_page": None}, "/old", 301, "https://example.org/"),
        ({"redirect_page": None}, "/old/", 404, None),
        ({}, "/other/", 404, None),
        ({"old_path": "/new"}, "/new/", 200, None),
    ],
)
def test_an_old_address_leads_on(
    client: Client, target: dict[str, Any], asked: str, status: int, location: str | None
) -> None:
    page = place(StandardPage, "New", slug="new")
    Redirect.objects.create(**{"old_path": "/old", "redirect_page": page, **target})

    response = client.get(asked)

    assert (response.status_code, response.headers.get("Location")) == (status, location)


def test_an_old_address_tells_of_no_draft_and_no_private_page(client: Client) -> None:
    draft = place(StandardPage, "Draft", slug="canary-draft", live=False)
    private = place(StandardPage, "Private", slug="canary-private")
    hide(private)
    for page in (draft, private):
        Redirect.objects.create(old_path=f"/old-{page.pk}", redirect_page=page)

    answers = [client.get(f"/old-{page.pk}/") for page in (draft, private)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not any("canary" in f"{answer.headers}{answer.content.decode()}" for answer in answers)
