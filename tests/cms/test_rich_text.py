"""Rich text for readers: where its links lead, and what is left of its HTML."""

import pytest
from django.utils.translation import override
from wagtail.rich_text import expand_db_html

from cms.rich_text import safe_html
from pages.models import StandardPage
from tests.factories.pages import hide, home, place, publish, translate

pytestmark = pytest.mark.django_db


def linking_to(page_id: object) -> str:
    return f'<a linktype="page" id="{page_id}">it</a>'


def test_a_link_leads_to_a_public_page() -> None:
    page = place(StandardPage, "About us")

    assert expand_db_html(linking_to(page.pk)) == '<a href="/about-us/">it</a>'


def test_a_link_leads_to_the_page_in_the_readers_language() -> None:
    publish(home("cy"))
    page = place(StandardPage, "About us")
    translate(page, title="Amdanom ni")

    with override("cy"):
        assert expand_db_html(linking_to(page.pk)) == '<a href="/cy/about-us/">it</a>'


def test_a_link_to_a_draft_and_to_a_private_page_leads_nowhere() -> None:
    draft, private = place(StandardPage, "Draft", live=False), place(StandardPage, "Private")
    hide(private)

    assert expand_db_html(linking_to(draft.pk) + linking_to(private.pk)) == "<a>it</a><a>it</a>"


@pytest.mark.parametrize("page_id", ["", "x", "²", "-1", 2**70])
def test_a_link_to_no_page_leads_nowhere(page_id: object) -> None:
    assert expand_db_html(linking_to(page_id)) == "<a>it</a>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<p data-block-key="x1y2z">One<br/>two</p>', "<p>One<br>two</p>"),
        ("<h2>Why</h2><ul><li><b>This</b></li></ul>", "<h2>Why</h2><ul><li><b>This</b></li></ul>"),
        ('<p style="color:red" onclick="x()">Hi<script>x()</script></p>', "<p>Hi</p>"),
        ('<a href="javascript:x()">a</a><a href="//x.example">b</a>', '<a>a</a><a href="//x.example">b</a>'),
        ('<a href="mailto:a@example.org">a</a>', '<a href="mailto:a@example.org">a</a>'),
        ('<embed embedtype="image" id="1" alt="x" format="left"/><iframe src="x"></iframe>', ""),
    ],
)
def test_only_what_text_needs_is_left(source: str, html: str) -> None:
    assert safe_html(source) == html
