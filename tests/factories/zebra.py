"""A campaign that no other page has a name or an address like, and who tells of it."""

from typing import Any

from django.test import Client
from wagtail.models import Page

ADDRESSES = [
    *("/", "/cy/", "/zebrabus/", "/cy/zebrabus/", "/zebrabus/fuel/", "/cy/zebrabus/fuel/", "/sitemap.xml"),
    *("/give/fuel/", "/give/fuel/ledger/", "/embed/crowdfunds/fuel", "/search/?q=zebrabus", "/cy/search/?q=zebrafws"),
    *("/api/v1/pages", "/api/v1/pages?locale=cy", "/api/v1/site", "/api/v1/crowdfunds", "/api/v1/crowdfunds/fuel"),
    *("/api/v1/search?q=zebrabus", "/api/v1/search?q=zebrafuel"),
]


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def telling(reader: Client, addresses: list[str]) -> list[str]:
    """Which of these tell everybody of a zebra, or lead to one; asked twice, so that the answers are kept."""
    said = {each: [reader.get(each) for _ in range(2)][1] for each in addresses}
    public = {each: words(answer) for each, answer in said.items() if answer.status_code == 200}
    return [each for each, html in public.items() if any(name in html for name in ("Zebra", "/zebra", "/fuel"))]


def restore(browser: Client, page: Page, **sent: str) -> Any:
    """With the two clicks: in the page's editor, and on the button that asks once more."""
    html = words(browser.get(f"/admin/pages/{page.pk}/edit/"))
    assert f'href="/admin/restore/{page.pk}/"' in html
    return browser.post(f"/admin/restore/{page.pk}/", sent)
