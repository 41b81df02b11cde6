"""Whoever adds a block or a page type is told here what else it needs: a schema, a preview, a template, golden JSON."""

from pathlib import Path
from typing import get_args

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import get_page_models

from accounts.models import User
from api.blocks import VALUES
from api.links import TYPES
from api.schemas import any_page, blocks, pages
from cms.models import BasePage
from pages.blocks import StoryBlock
from pages.models import StandardPage
from tests.factories.blocks import body_of_each_block, document
from tests.factories.pages import picture, place, place_crowdfund

BLOCKS = StoryBlock().child_blocks
GOLDEN = Path(__file__).parent / "golden"
PREVIEWED = {
    "text": "Why we need a hub",
    "quote": "This is the essence of the alliance.",
    "image": "The first meeting, 5 July",
    "call_to_action": "Could you host a meeting?",
    "crowdfund": "An online hub",
    "sign_up": "Hear how it goes on",
    "video": "The first evening, in four minutes",
    "events": "Meetings near you",
    "heading": "How we got here",
    "accordion": "Must I be a member of a party?",
    "table": "Brighton",
    "gallery": "The hall fills",
    "embed": "Map of Frome",
    "document": "A paper",
    "people": "Mary Wollstonecraft",
    "related_reads": "Dead Centre",
}
"""Some words of each preview."""


def types_of(union: object) -> set[str]:
    """The values of `type` that a discriminated union knows."""
    return {get_args(model.model_fields["type"].annotation)[0] for model in get_args(get_args(union)[0])}


def test_every_block_has_its_schema_and_its_line_in_the_api() -> None:
    assert types_of(blocks.Block) == set(VALUES) == set(BLOCKS)


def test_every_page_type_has_its_schema_and_its_line_in_the_api() -> None:
    page_types = {model for model in get_page_models() if issubclass(model, BasePage)}

    assert set(TYPES.values()) == page_types
    assert types_of(pages.Page) == set(get_args(any_page.PageType)) == set(TYPES)


def test_every_block_and_page_type_has_its_golden_json() -> None:
    wanted = {f"block_{name}.json" for name in BLOCKS} | {f"page_{name}.json" for name in TYPES}

    assert {path.name for path in GOLDEN.iterdir()} == wanted


@pytest.mark.django_db
def test_every_block_is_in_the_body_that_tests_fill_in() -> None:
    crowdfund = place_crowdfund()
    body = body_of_each_block(str, picture=picture(), page=crowdfund, crowdfund=crowdfund)

    assert [each["type"] for each in body] == list(BLOCKS)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_template_of_its_own(name: str) -> None:
    assert BLOCKS[name].meta.template == f"blocks/{name}.html"
    assert get_template(f"blocks/{name}.html")


@pytest.mark.parametrize("name", BLOCKS)
def test_editors_see_a_block_before_they_choose_it(client: Client, db: None, name: str) -> None:
    place_crowdfund("An online hub")
    picture("A hall")
    document("A paper")
    client.force_login(User.objects.create_superuser("ada", "ada@example.org", "correct horse"))

    shown = client.get("/admin/block-preview/", {"id": BLOCKS[name].definition_prefix})

    assert BLOCKS[name].is_previewable
    assert BLOCKS[name].meta.description
    assert PREVIEWED[name] in strip_tags(shown.content.decode().partition("<body")[2])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_draft_keeps_and_shows_a_block_that_is_not_filled_in(client: Client, kind: str) -> None:
    story = StoryBlock()
    empty = story.to_python([{"type": kind, "value": BLOCKS[kind].get_prep_value(BLOCKS[kind].get_default())}])

    kept = story.get_prep_value(story.clean_deferred(empty))

    assert [block["type"] for block in kept] == [kind]
    page = place(StandardPage, "About us", body=kept)
    assert client.get(page.url).status_code == 200
    assert client.get(f"/api/v1/pages/{page.pk}").status_code == 200
