"""What the hourly look finds on public pages and their translations, and when it is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from cms.models import CampaignDocument
from cms.tick import run_due
from pages.editors_home.translations import without_translation
from pages.models import BudgetLine, Finding, StandardPage
from pages.services.findings import look_through
from tests.factories.events import place_event
from tests.factories.pages import (
    block,
    hide,
    home,
    picture,
    place,
    place_crowdfund,
    place_person,
    place_post,
    publish,
    translate,
)

pytestmark = pytest.mark.django_db
Kind = Finding.Kind


def found() -> list[tuple[Finding.Kind, int, int]]:
    """Kind, page and number of each, after a look."""
    look_through(timezone.now())
    return [(Kind(kind), page, number) for kind, page, number in Finding.objects.values_list("kind", "page", "number")]


def shown(image: Any, *, words: str = "", is_decoration: bool = False) -> dict[str, Any]:
    value = {"image": image.pk, "alt_text": words, "decorative": is_decoration}
    return block("image", {"image": value, "caption": ""})


def link_to(*pages: Page) -> dict[str, Any]:
    return block("text", "".join(f'<p><a linktype="page" id="{page.pk}">there</a></p>' for page in pages))


def test_pictures_without_a_description_are_counted_on_public_pages_alone() -> None:
    image = picture()
    body = [shown(image), shown(image), shown(image, words="A hall"), shown(image, is_decoration=True)]
    gallery = block("gallery", {"caption": "", "pictures": [shown(image)["value"]]})
    page = place(StandardPage, "About us", body=[*body, gallery])
    place(StandardPage, "A draft", body=body, live=False)
    hide(place(StandardPage, "For members", body=body))

    assert found() == [(Kind.PICTURE, page.pk, 3)]


def test_links_to_what_nobody_can_read_are_counted_once_for_each_page() -> None:
    public, draft = place(StandardPage, "Public"), place(StandardPage, "Draft", live=False)
    members = place(StandardPage, "Members")
    page = place(StandardPage, "About us", body=[link_to(public, draft, draft, members)])
    hide(members)

    assert found() == [(Kind.LINK, page.pk, 2)]


def test_what_was_deleted_is_noted_on_the_pages_that_show_it_until_they_are_published() -> None:
    image, gone, author = picture(), place(StandardPage, "Gone"), place_person()
    pdf = CampaignDocument.objects.create(title="Manifesto", file="documents/manifesto.pdf")
    body = [shown(image, words="A hall"), block("document", {"document": pdf.pk}), link_to(gone)]
    page = place(StandardPage, "About us", body=body, social_image=image)
    place(StandardPage, "A draft", body=body, live=False)
    place_post("A post", author)

    for thing in (image, pdf, gone, author):
        thing.delete()
    noted = found()
    publish(StandardPage.objects.get(pk=page.pk))

    assert noted == [(Kind.GONE, page.pk, 3)]
    assert found() == [(Kind.LINK, page.pk, 1)]


def test_a_published_crowdfund_without_its_parts_is_found_until_it_is_over() -> None:
    place_crowdfund("Whole")
    bare = place_crowdfund("Bare", budget_lines=[BudgetLine(title="Design", amount_minor=1)])
    place_crowdfund("Over", budget_lines=[], last_day=timezone.localdate() - timedelta(days=1))
    place_crowdfund("Draft", budget_lines=[], live=False)

    assert found() == [(Kind.NOBODY_CAN_GIVE, bare.pk, 1)]


def test_a_coming_meeting_in_no_known_town_is_found() -> None:
    day = timezone.localdate() + timedelta(days=3)
    lost = place_event("Lost", start_date=day, town="Nowhere at all")
    place_event("Frome", start_date=day, town="Frome")
    place_event("Online", start_date=day, town="", mode="online")
    place_event("Past", start_date=day - timedelta(days=30), town="Nowhere at all")

    assert found() == [(Kind.TOWN, lost.pk, 1)]


def start(page: Page, welsh: Page) -> TranslationSource:
    source, _ = TranslationSource.get_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=welsh.locale)
    publish(welsh)
    return source


def test_a_translation_is_out_of_date_once_its_source_is_published_again() -> None:
    publish(home("cy"))
    page = place(StandardPage, "About us")
    welsh = translate(page, title="Amdanom")
    assert found() == []

    publish(page)
    by_hand = found()
    publish(welsh)

    assert by_hand == [(Kind.OUTDATED, welsh.pk, 1)]
    assert found() == []


def test_a_translation_that_was_begun_is_out_of_date_until_it_is_taken_over_and_published() -> None:
    publish(home("cy"))
    page = place(StandardPage, "About us")
    welsh = translate(page, title="Amdanom")
    source = start(page, welsh)
    texts = [(Kind.TEXTS, welsh.pk, 2)]
    before = found()

    publish(page)
    published = found()
    source.update_from_db()
    taken_over = found()
    publish(welsh)

    assert before == found() == texts
    assert published == taken_over == [(Kind.OUTDATED, welsh.pk, 1), *texts]


def test_public_pages_without_a_translation_are_counted_anew_when_one_is_published() -> None:
    publish(home("cy"))
    cy = Locale.objects.get(language_code="cy")
    page = place(StandardPage, "About us")
    place(StandardPage, "A draft", live=False)
    hide(place(StandardPage, "For members"))
    before = without_translation()

    translate(page, title="Amdanom")

    assert (before, without_translation()) == ([(cy, 1)], [(cy, 0)])


def test_what_was_found_is_forgotten_when_its_page_is_published_or_taken_down() -> None:
    mended, withdrawn, other = (place(StandardPage, title) for title in ("Mended", "Withdrawn", "Other"))
    for page in (mended, withdrawn, other):
        Finding.objects.create(kind=Kind.LINK, page=page)

    publish(mended)
    withdrawn.unpublish()

    assert list(Finding.objects.values_list("page", flat=True)) == [other.pk]


def test_the_clock_looks_once_an_hour() -> None:
    now = timezone.now()

    looks = ["findings" in run_due(now + timedelta(minutes=minutes)) for minutes in (0, 30, 60)]

    assert looks == [True, False, True]


def test_what_is_found_is_told_in_words_with_its_number() -> None:
    told = {kind: Finding(kind=kind, number=2).words for kind in Kind}

    assert told[Kind.PICTURE] == "2 pictures have no description and are not marked as decoration."
    assert told[Kind.LINK] == "2 links lead to pages that nobody can read any more."
    assert Finding(kind=Kind.TEXTS).words == "1 text is not translated."
    assert len(set(told.values())) == len(Kind)
