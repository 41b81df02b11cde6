"""Rich text for readers: where its links lead, and what is left of its HTML."""

import pytest
from django.utils.translation import override
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.rich_text import expand_db_html

from cms.rich_text import safe_html
from pages.models import StandardPage
from tests.factories.blocks import document
from tests.factories.pages import hide, home, place, publish, translate

pytestmark = pytest.mark.django_db


def linking_to(key: object, kind: str = "page") -> str:
    return f'<a linktype="{kind}" id="{key}">it</a>'


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


def test_a_link_leads_to_a_document_while_everybody_may_have_it() -> None:
    archive = Collection.get_first_root_node().add_child(name="Archive")
    plan = document("Plan", collection=archive.add_child(name="Plans"))
    link = linking_to(plan.pk, "document")
    assert expand_db_html(link) == f'<a href="/documents/{plan.pk}/paper.pdf">it</a>'

    CollectionViewRestriction.objects.create(collection=archive, restriction_type="login")

    assert expand_db_html(link) == "<a>it</a>"
    assert safe_html(link) == "<a>it</a>"


@pytest.mark.parametrize("kind", ["page", "document"])
@pytest.mark.parametrize("key", ["", "x", "²", "-1", 7**9, 2**70])
def test_a_link_to_nothing_that_is_there_leads_nowhere(kind: str, key: object) -> None:
    assert expand_db_html(linking_to(key, kind)) == "<a>it</a>"


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
