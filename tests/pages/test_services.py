"""Publishing a crowdfund page puts it in force; what is not published, or not for everybody, is not."""

from datetime import date

import pytest
from django.utils import timezone
from wagtail_localize.models import TranslationSource

from donations import services as donations
from donations.models import Crowdfund
from pages import services
from pages.models import BudgetLine, CampaignPage, CrowdfundPage
from tests.factories.pages import hide, home, place, place_crowdfund, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> CampaignPage:
    return place(CampaignPage, "Campaign", slug="campaign")


@pytest.fixture
def page(campaign: CampaignPage) -> CrowdfundPage:
    return place_crowdfund("Hub", slug="hub", parent=campaign)


def test_a_draft_is_not_in_force() -> None:
    place_crowdfund(live=False).save_revision()

    assert not Crowdfund.objects.exists()


def test_publishing_puts_goal_budget_and_spending_in_force(page: CrowdfundPage) -> None:
    crowdfund = Crowdfund.objects.in_force().get()

    assert (crowdfund.key, crowdfund.slug, crowdfund.goal_minor) == (page.translation_key, "hub", 500_000)
    assert [(line.title, line.amount_minor) for line in crowdfund.lines.all()] == [("Design", 500_000)]
    assert [(entry.title, entry.amount_minor) for entry in crowdfund.spending.all()] == [("A domain", 1_200)]
    assert (crowdfund.title, crowdfund.url) == ("Hub", "/campaign/hub/")
    assert crowdfund.suggested_minor == [500, 1000, 2500, 5000]


def test_a_goal_in_a_draft_counts_only_once_it_is_published(page: CrowdfundPage) -> None:
    page.goal_minor = 600_000
    page.save_revision()
    before = Crowdfund.objects.get()

    publish(page)

    after = Crowdfund.objects.get()
    assert (before.goal_minor, after.goal_minor) == (500_000, 600_000)
    assert after.goal_changed_at > before.goal_changed_at


def test_publishing_words_alone_does_not_date_the_goal_anew(page: CrowdfundPage) -> None:
    before = Crowdfund.objects.get().goal_changed_at
    page.title = "Engagement hub"

    publish(page)

    assert (Crowdfund.objects.get().title, Crowdfund.objects.get().goal_changed_at) == ("Engagement hub", before)


def test_unpublishing_takes_it_out_of_force(page: CrowdfundPage) -> None:
    page.unpublish()

    assert not Crowdfund.objects.in_force().exists()


def test_its_public_name_stays_when_the_page_gets_another_address(page: CrowdfundPage) -> None:
    page.slug = "engagement-hub"

    publish(page)

    assert (Crowdfund.objects.get().slug, Crowdfund.objects.get().url) == ("hub", "/campaign/engagement-hub/")


def test_a_move_gives_it_its_new_address(page: CrowdfundPage) -> None:
    page.move(home(), pos="last-child")

    assert Crowdfund.objects.get().url == "/hub/"


@pytest.mark.parametrize("which", ["the page itself", "the page above it"])
def test_what_not_everybody_may_see_takes_no_gifts(page: CrowdfundPage, campaign: CampaignPage, which: str) -> None:
    hidden = page if which == "the page itself" else campaign

    hide(hidden)
    while_private = Crowdfund.objects.in_force().exists()
    publish(page)
    published_while_private = Crowdfund.objects.in_force().exists()
    hidden.view_restrictions.get().delete()

    assert (while_private, published_while_private) == (False, False)
    assert Crowdfund.objects.in_force().get().title == "Hub"


def test_pages_of_one_name_in_two_places_have_public_names_of_their_own(page: CrowdfundPage) -> None:
    place_crowdfund("Other", slug="hub", parent=home())

    assert list(Crowdfund.objects.order_by("pk").values_list("slug", "goal_minor")) == [
        ("hub", 500_000),
        ("hub-2", 500_000),
    ]


def test_a_translation_that_was_published_first_gives_its_words_once_there_is_something_to_name(
    campaign: CampaignPage,
) -> None:
    publish(home("cy"))
    translate(campaign, title="Ymgyrch")
    page = place_crowdfund("Hub", slug="hub", parent=campaign, live=False)
    translate(page, title="Hwb")
    before = Crowdfund.objects.exists()

    publish(page)

    crowdfund = Crowdfund.objects.get()
    assert not before
    assert [(text.locale, text.title) for text in crowdfund.texts.all()] == [("en", "Hub"), ("cy", "Hwb")]
    assert crowdfund.text("cy").path == "/cy/campaign/hub/"


def test_a_translation_that_is_no_longer_for_everybody_gives_no_words(campaign: CampaignPage) -> None:
    publish(home("cy"))
    welsh = translate(campaign, title="Ymgyrch")
    page = place_crowdfund("Hub", parent=campaign)
    translate(page, title="Hwb")
    hide(welsh)

    publish(page)

    assert [text.title for text in Crowdfund.objects.get().texts.all()] == ["Hub"]


def test_numbers_and_words_come_in_force_together_or_not_at_all(
    page: CrowdfundPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goal_minor = 600_000
    monkeypatch.delattr(donations, "put_crowdfund_text_in_force")

    with pytest.raises(AttributeError):
        services.put_in_force(page=page, now=timezone.now())

    assert Crowdfund.objects.get().goal_minor == 500_000


def numbers() -> list[object]:
    crowdfund = Crowdfund.objects.get()
    costs = [*crowdfund.lines.values_list("amount_minor", flat=True), *crowdfund.spending.values_list("amount_minor")]
    return [crowdfund.goal_minor, crowdfund.last_day, crowdfund.suggested_minor, crowdfund.is_published, costs]


def test_a_translation_changes_no_number_of_a_live_crowdfund(page: CrowdfundPage, campaign: CampaignPage) -> None:
    publish(home("cy"))
    translate(campaign, title="Ymgyrch")
    before = numbers()
    welsh = translate(page, title="Hwb", goal_minor=100, last_day=date(2020, 1, 1), suggested_amounts="1")
    welsh.budget_lines.all().delete()
    welsh.budget_lines.add(BudgetLine(title="Elw", amount_minor=9_999_900, locale=welsh.locale))
    for entry in welsh.spending_entries.all():
        entry.amount_minor = 1
        welsh.spending_entries.add(entry)
    publish(welsh)

    published = numbers()
    services.put_in_force_again(page=welsh, now=timezone.now())
    hide(welsh)
    welsh.unpublish()
    welsh.delete()

    assert (published, numbers()) == (before, before)


def test_nor_does_one_whose_source_is_no_longer_published(page: CrowdfundPage, campaign: CampaignPage) -> None:
    publish(home("cy"))
    translate(campaign, title="Ymgyrch")
    page.unpublish()
    before = numbers()

    translate(page, title="Hwb", goal_minor=100)

    assert before[0] == 500_000
    assert numbers() == before


def test_the_editor_of_translations_offers_no_number_to_change(page: CrowdfundPage) -> None:
    source, _ = TranslationSource.get_or_create_from_instance(page)

    paths = {segment.context.path for segment in source.overridablesegment_set.all()}

    assert [path for path in paths if "amount" in path or "goal" in path or "day" in path] == []
