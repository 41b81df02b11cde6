"""The public tree: who is in it, and that nothing else is asked of the database for what it knows."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from cms.blocks.link import PageLinkBlock
from cms.public_tree import public_tree
from pages.models import StandardPage
from tests.factories.pages import hide, home, place

pytestmark = pytest.mark.django_db


def shown() -> set[str]:
    return {page.title for page in public_tree()}


def test_drafts_and_what_is_hidden_with_all_below_it_are_left_out() -> None:
    section = place(StandardPage, "Section")
    place(StandardPage, "Draft", live=False)
    hidden = place(StandardPage, "Hidden")
    hide(hidden)

    assert "Section" in shown()
    assert {"Draft", "Hidden"} & shown() == set()
    below = hidden.add_child(instance=StandardPage(title="Below", locale=section.locale))
    assert below.live
    assert "Below" not in shown()


def test_an_alias_is_as_private_as_the_page_that_it_repeats(client: Client) -> None:
    original = place(StandardPage, "Notes for hosts", slug="notes")
    alias = original.create_alias(update_slug="repeated")
    assert client.get("/repeated/").status_code == 200

    hide(original)

    assert public_tree().get(alias.pk) is None
    assert client.get("/repeated/").status_code == 302


@pytest.mark.parametrize("repeated", ["the page", "its alias", "what lies above it"])
def test_an_alias_of_what_lies_below_a_private_page_is_private_too(client: Client, repeated: str) -> None:
    section = place(StandardPage, "Hosts only", slug="hosts")
    page = place(StandardPage, "Notes for hosts", slug="notes", parent=section)
    if repeated == "the page":
        alias = page.create_alias(parent=home(), update_slug="repeated")
    elif repeated == "its alias":
        alias = page.create_alias(parent=home(), update_slug="between").create_alias(update_slug="repeated")
    else:
        above = section.create_alias(parent=home(), update_slug="above")
        alias = place(StandardPage, "Below", parent=above, slug="repeated")
    path = alias.url
    assert client.get(path).status_code == 200

    hide(section)

    assert public_tree().get(alias.pk) is None
    assert client.get(path).status_code == 302
    assert client.get(f"/api/v1/pages/{alias.pk}").status_code == 404
    assert "Notes for hosts" not in client.get("/search/?q=notes").content.decode()
    hidden = type(alias).objects.get(pk=alias.pk)
    assert [each.page_id for each in hidden.get_view_restrictions()] == [section.pk]


def test_what_stands_beside_an_alias_stays_public() -> None:
    section = place(StandardPage, "Hosts only", slug="hosts")
    section.create_alias(parent=home(), update_slug="above")
    place(StandardPage, "Beside", slug="beside")
    draft = place(StandardPage, "Draft", live=False)

    hide(section)

    assert {page.title for page in public_tree()} >= {"Beside"}
    assert not draft.get_view_restrictions().exists()


def test_a_link_to_a_public_page_is_fetched_only_when_more_is_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    public, draft = place(StandardPage, "Public"), place(StandardPage, "Draft", live=False)
    gone = draft.pk + 1000
    public_tree()

    # The tree's generation, and those that are not in it.
    with django_assert_num_queries(2):
        links = PageLinkBlock().bulk_to_python([public.pk, None, draft.pk, gone, public.pk])
        assert [link and link.pk for link in links] == [public.pk, None, draft.pk, None, public.pk]

    with django_assert_num_queries(1):
        assert [links[0].title, links[4].title] == ["Public", "Public"]
    assert isinstance(links[0], Page)
    assert links[0] == Page.objects.get(pk=public.pk)
