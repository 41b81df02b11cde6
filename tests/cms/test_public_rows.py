"""The public tree brought up to date: the same as one that is read anew, after whatever editors do."""

from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from treebeard.mp_tree import MP_MoveHandler
from wagtail.models import Page, PageViewRestriction

from cms import caching
from cms.models import ContentChange
from cms.public_pages import PublicTree
from cms.public_rows import follow, read_all
from cms.public_tree import public_tree
from cms.retention import CHANGES_KEPT, forget_changes
from pages.models import StandardPage
from tests.factories.pages import hide, home, place, publish, translate

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def known(tree: PublicTree) -> dict[str, Any]:
    """All that look-ups are answered from."""
    pages = list(tree)
    return {
        "pages": pages,
        "by pk": {page.pk: tree.get(page.pk) for page in pages} == {page.pk: page for page in pages},
        "urls": dict(tree._by_url.items()),
        "keys": {key: sorted(page.pk for page in found) for key, found in tree._by_key.items()},
        "groups": {group: found for group, found in tree._groups.items() if found},
    }


def assert_up_to_date() -> None:
    followed, anew = public_tree(), read_all()
    assert known(followed) == known(anew.tree)
    held = caching._kept["public tree"][1]
    assert (held.closed, held.homes) == (anew.closed, anew.homes)  # type: ignore[attr-defined]


def some_page(random: Random, *, below_home: bool = True) -> Page:
    pages = Page.objects.filter(depth__gt=2 if below_home else 1, alias_of=None).order_by("path")
    return random.choice(list(pages)).specific


def add(random: Random) -> None:
    live = random.random() < 0.8
    place(StandardPage, f"Page {random.random()}", parent=some_page(random, below_home=False), live=live)


def rename(random: Random) -> None:
    page = some_page(random)
    page.slug = f"renamed-{random.randrange(10**9)}"
    publish(page)


def move(random: Random) -> None:
    page, target = some_page(random), some_page(random)
    if not target.is_descendant_of(page) and target != page:
        page.move(target, pos=random.choice(["left", "right", "first-child", "last-child"]))


def close_or_open(random: Random) -> None:
    restriction = PageViewRestriction.objects.first()
    if restriction and random.random() < 0.5:
        restriction.delete()
    else:
        hide(some_page(random))


def repeat(random: Random) -> None:
    page, target = some_page(random), some_page(random, below_home=False)
    if not target.is_descendant_of(page) and target != page:
        slug = f"alias-{random.randrange(10**9)}"
        page.create_alias(parent=target, recursive=random.random() < 0.5, update_slug=slug)


DOINGS = {
    "add": add,
    "rename": rename,
    "move": move,
    "close or open": close_or_open,
    "repeat": repeat,
    "retitle": lambda random: publish(_with(some_page(random), title=f"Other {random.random()}")),
    "unpublish": lambda random: some_page(random, below_home=False).unpublish(),
    "publish": lambda random: publish(some_page(random, below_home=False)),
    "take into the menu": lambda random: publish(_with(some_page(random), show_in_menus=True)),
    "delete": lambda random: some_page(random).delete(),
}


def _with(page: Page, **fields: Any) -> Page:
    for name, value in fields.items():
        setattr(page, name, value)
    return page


@pytest.mark.parametrize("seed", range(4))
def test_following_gives_the_same_as_reading_anew(seed: int) -> None:
    random = Random(seed)
    for number in range(6):
        place(StandardPage, f"Page {number}", parent=some_page(random, below_home=False) if number else None)
    assert_up_to_date()

    for _ in range(20):
        doing = random.choice([*DOINGS, "add"])
        if Page.objects.filter(depth__gt=2, alias_of=None).count() < 3:
            doing = "add"
        for _times in range(random.choice([1, 1, 2])):
            DOINGS[doing](random)
        assert_up_to_date()


def test_a_page_that_is_published_again_is_read_alone() -> None:
    section = place(StandardPage, "Section")
    for number in range(3):
        place(StandardPage, f"Below {number}", parent=section)
    public_tree()
    publish(_with(section, title="Another title"))

    with CaptureQueriesContext(connection) as captured:
        tree = public_tree()

    # The generation, what changed since the last one, and the page that did.
    assert len(captured) == 3
    assert tree.get(section.pk).title == "Another title"  # type: ignore[union-attr]


def test_a_tree_that_others_hold_stays_as_it_was() -> None:
    page = place(StandardPage, "About us")
    before = public_tree()

    page.delete()

    assert public_tree().get(page.pk) is None
    assert before.get(page.pk) in list(before)


@pytest.mark.parametrize("shown", ["a picture", "what nobody described"])
def test_only_what_touches_the_tree_is_read_again(shown: str) -> None:
    place(StandardPage, "About us")
    before = public_tree()

    if shown == "a picture":
        caching.purge_content()
    else:
        Page.objects.filter(title="About us").update(title="Written past all signals")
        caching.purge(caching.CONTENT)

    titles = {page.title for page in public_tree()}
    assert (public_tree() is before) == (shown == "a picture")
    assert ("Written past all signals" in titles) == (shown != "a picture")


def test_whoever_is_too_far_behind_reads_everything() -> None:
    place(StandardPage, "About us")
    public_tree()
    held = caching._kept["public tree"]
    for _ in range(3):
        caching.purge_content()

    assert follow(held[1], held[0]) is held[1]  # type: ignore[arg-type]
    ContentChange.objects.filter(generation=held[0]).delete()
    assert follow(held[1], held[0]) is None  # type: ignore[arg-type]


def test_a_move_leaves_no_page_at_its_old_place_while_wagtail_has_not_told_of_it() -> None:
    section = place(StandardPage, "Hosts only")
    hide(section)
    page = place(StandardPage, "Notes")
    place(StandardPage, "Below", parent=page)
    assert {"Notes", "Below"} <= {each.title for each in public_tree()}
    moved = Page.objects.get(pk=page.pk)

    # What Wagtail does before it sends its signal.
    MP_MoveHandler(moved, Page.objects.get(pk=section.pk), "last-child").process()
    Page.objects.get(pk=page.pk).save()

    assert {"Notes", "Below"} & {each.title for each in public_tree()} == set()


def test_what_repeats_a_page_is_closed_with_what_lies_above_it() -> None:
    section = place(StandardPage, "Section")
    page = place(StandardPage, "Notes", parent=section)
    alias = page.create_alias(parent=home(), update_slug="repeated")
    assert public_tree().get(alias.pk)

    hide(section)

    assert public_tree().get(alias.pk) is None
    assert_up_to_date()


def test_a_language_that_is_published_brings_all_its_pages() -> None:
    welsh = home("cy")
    below = place(StandardPage, "Amdanom", parent=welsh)
    public_tree()

    publish(welsh)

    assert public_tree().get(below.pk).url == "/cy/amdanom/"  # type: ignore[union-attr]
    assert_up_to_date()


def test_look_ups_by_type_language_and_parent() -> None:
    publish(home("cy"))
    first, second = place(StandardPage, "First"), place(StandardPage, "Second")
    below = place(StandardPage, "Below", parent=first)
    translate(first, title="Cyntaf")
    draft = place(StandardPage, "Draft", parent=second, live=False)
    under_a_draft = place(StandardPage, "Under a draft", parent=draft)
    tree = public_tree()
    at = {page.title: page for page in tree}
    kind = at["First"].content_type_id
    top = tree.at("/")
    assert top

    assert list(tree.children(top)) == [at["First"], at["Second"]]
    assert list(tree.children(top, kind)) == [at["First"], at["Second"]]
    assert list(tree.children(at["First"])) == [at["Below"]]
    assert list(tree.children(at["Second"])) == []
    assert tree.below(at["Second"]) == [tree.get(under_a_draft.pk)]
    assert tree.below(top, kind, "cy") == []
    assert tree.listed(kind, "cy") == [at["Cyntaf"]]
    assert tree.below(top, top.content_type_id) == []
    assert tree.get(below.pk) == tree.at_path(below.path)


def test_old_changes_are_forgotten_and_the_tree_is_read_anew() -> None:
    ContentChange.objects.bulk_create(ContentChange(generation=UUID(int=number)) for number in range(CHANGES_KEPT + 5))
    place(StandardPage, "About us")
    before = public_tree()

    forget_changes()

    assert ContentChange.objects.count() <= CHANGES_KEPT
    assert public_tree() is not before
    assert known(public_tree()) == known(before)
