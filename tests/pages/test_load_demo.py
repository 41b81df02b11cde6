"""What `load_demo` promises: once is enough, what people wrote stays, the money adds up, the Welsh is whole."""

import shutil
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation

from accounts.models import User
from donations.models import Crowdfund, Donation, LedgerEntry
from donations.sandbox import actions, delivery
from events.models import Announcement, Hub, Occurrence
from pages.blocks import StoryBlock
from pages.demo import giving, welsh
from pages.models import BudgetLine, CampaignPage, CrowdfundPage, StandardPage
from tests.factories.demo import (
    copy_database,
    database,
    everything,
    files_in,
    hub_people,
    load,
    load_until,
    page_at,
    rename,
    set_password,
)

GIFTS = 22  # enough for one that was returned; the journeys load all of them


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """A folder with the files of a site just after `load_demo`; loading takes seconds, copying does not."""
    folder, every = tmp_path_factory.mktemp("demo"), giving.gifts
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), files_in(folder):
        patch.setattr(giving, "gifts", lambda dates: islice(every(dates), GIFTS))
        load()
        copy_database(database(), folder / "db.sqlite3")
        copy_database(database().with_name(f"{database().name}_pristine"), database())
        yield folder


@pytest.fixture
def demo(loaded: Path, transactional_db: None, tmp_path: Path) -> Iterator[None]:
    copy_database(loaded / "db.sqlite3", database())
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    with files_in(tmp_path):
        yield


def test_a_second_run_changes_nothing_not_even_what_people_changed(demo: None) -> None:
    rename(page_at("/progressive-alliance/"), "Inclusion")
    rename(Page.objects.get(slug="home-cy").specific, "Ni")
    page_at("/about/").unpublish()
    set_password("editor", "my own")
    before = everything()

    printed = load()

    readers = ("Comments", "Contributions", "People of hubs")
    parts = ("Logins", "Names", "Pages", *readers, "Gifts", "Checks by law", "Cheques, pledges, matches")
    assert printed == [f"  {what}: nothing to do" for what in parts]
    assert everything() == before


def test_what_was_deleted_comes_back_with_its_money(demo: None) -> None:
    raised = Crowdfund.objects.get(slug="first-meetings").progress().raised_minor
    page_at("/progressive-alliance/first-meetings/").delete()
    assert not Crowdfund.objects.in_force().filter(slug="first-meetings").exists()

    load()

    assert page_at("/progressive-alliance/first-meetings/").live
    assert Crowdfund.objects.in_force().get(slug="first-meetings").progress().raised_minor == raised > 0


def test_reset_puts_the_demos_words_and_logins_back_and_keeps_all_else(demo: None) -> None:
    rename(page_at("/progressive-alliance/online-hub/"), "Another hub")
    own = page_at("/").add_child(instance=StandardPage(title="Our own", slug="our-own"))
    set_password("admin", "my own")
    ledger = list(LedgerEntry.objects.values())

    load(reset=True)

    assert page_at("/progressive-alliance/online-hub/").title == "An online hub for the alliance"
    assert Page.objects.get(pk=own.pk).title == "Our own"
    assert User.objects.get(username="admin").check_password("changeme")
    assert list(LedgerEntry.objects.values()) == ledger
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_stopped_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = giving.gifts
    monkeypatch.setattr(giving, "gifts", lambda dates: list(every(dates))[19:GIFTS])
    with files_in(tmp_path):
        load_until(welsh, "translate")
        load_until(giving, "_pay")
        load_until(delivery, "send_in_process")
        load_until(actions, "refund")

        load()

        paid_online = Donation.objects.exclude(source="offline")
        states = list(paid_online.order_by("idempotency_key").values_list("state", flat=True))
        assert states == ["paid", "refunded", "paid"]
        assert LedgerEntry.objects.filter(kind="charge").count() == 3
        assert load()[-3] == "  Gifts: nothing to do"


@pytest.mark.django_db(transaction=True)
def test_with_a_test_key_there_are_pages_and_no_gifts(settings: Settings, tmp_path: Path) -> None:
    settings.STRIPE_SANDBOX = False

    with files_in(tmp_path):
        said = load()

    assert said[-1] == "  Gifts: none, because only the sandbox takes payments of the past"
    assert (CampaignPage.objects.live().count(), Donation.objects.count()) == (2, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), [("ALLOW_DEMO", False), ("STRIPE_LIVEMODE", True)])
def test_a_site_that_takes_money_gets_no_demo(settings: Settings, name: str, value: bool) -> None:
    setattr(settings, name, value)

    with pytest.raises(CommandError, match="No demo on a site that takes money"):
        load()

    assert not User.objects.exists()


def test_stripe_and_the_ledger_agree(demo: None) -> None:
    output = StringIO()

    call_command("reconcile", "--check", "--since", "2020-01-01", stdout=output)

    assert LedgerEntry.objects.filter(kind="charge").count() == GIFTS
    assert LedgerEntry.objects.filter(kind="refund").count() == 1
    assert "agree" in output.getvalue()


def test_the_budget_of_the_hub_is_what_it_asks_for(demo: None) -> None:
    hub = Crowdfund.objects.get(slug="online-hub")

    assert sum(line.amount_minor for line in hub.lines.all()) == hub.goal_minor == 500_000


def test_every_word_of_a_translated_page_is_in_welsh(demo: None) -> None:
    campaign, events = "/progressive-alliance/", ("/hubs/frome/frome-table/", "/hubs/brighton/open-evening/")
    paths = ("/", campaign, f"{campaign}online-hub/", "/birmingham-evening/", "/hubs/", *events)
    translated = [page_at(path) for path in paths]

    for page in translated:
        assert page.get_translation(Locale.objects.get(language_code="cy")).live
    assert [each.get_progress() for each in Translation.objects.all() if len(set(each.get_progress())) > 1] == []
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_catalogue_has_no_string_that_no_page_uses(demo: None) -> None:
    used = set(StringSegment.objects.values_list("string__data", flat=True))

    assert set(welsh.read_catalogue()) == used


def test_a_visitor_finds_each_block_on_some_page(demo: None) -> None:
    pages = [page.specific for page in Page.objects.live().public() if hasattr(page.specific, "body")]

    assert {block.block_type for page in pages for block in page.body} == set(StoryBlock().child_blocks)
    assert page_at("/press/").downloads.exists()


def test_publishing_a_translation_in_its_editor_changes_nothing(demo: None) -> None:
    def words() -> list[Any]:
        return [
            [(field.name, field.value_to_string(page)) for field in page._meta.fields if field.name not in unlike]
            for page in (each.get_target_instance() for each in Translation.objects.order_by("pk"))
        ]

    unlike = {"latest_revision", "live_revision", "latest_revision_created_at", "last_published_at"}
    before = words()

    for translation in Translation.objects.all():
        translation.save_target(publish=True)

    assert words() == before


def test_a_new_goal_is_the_goal_in_both_languages(demo: None, client: Client) -> None:
    page = CrowdfundPage.objects.get(slug="online-hub", locale__language_code="en")
    page.goal_minor = 612_300
    page.budget_lines.add(BudgetLine(title="Interpreting", amount_minor=999_00))
    page.save_revision().publish()

    for path in ("/progressive-alliance/online-hub/", "/cy/progressive-alliance/online-hub/"):
        html = client.get(path).content.decode()
        assert ("£6,123" in html, "£999" in html) == (True, True)
    told = client.get("/api/v1/pages/find", {"path": path}).json()
    assert told["budget"] == client.get("/api/v1/crowdfunds/online-hub", {"locale": "cy"}).json()["budget"]


def test_the_draft_and_the_notes_for_hosts_are_not_public(demo: None, client: Client) -> None:
    assert client.get("/progressive-alliance/strategy/").status_code == 404
    assert client.get("/progressive-alliance/notes-for-hosts/").status_code == 302


def test_the_events_have_dates_ahead_one_called_off_and_one_moved(demo: None, client: Client) -> None:
    coming = Occurrence.objects.public().coming(timezone.now())

    assert {row.event.slug for row in coming} == {*("weekly-call", "frome-table", "birmingham-evening", "open-evening")}
    assert [row.event.slug for row in coming if row.is_cancelled] == ["weekly-call"]
    assert [row.event.slug for row in coming if row.is_moved] == ["frome-table"]
    assert not Announcement.objects.exists()
    assert "Yr alwad wythnosol" in client.get("/cy/calendar/list/").content.decode()


def test_each_volunteer_leads_a_hub_and_no_other(demo: None, client: Client) -> None:
    for username, own, other in (("brighton", "Brighton", "Frome"), ("frome", "Frome", "Brighton")):
        client.force_login(User.objects.get(username=username))
        hubs = {hub.title: hub.pk for hub in Hub.objects.in_force()}

        assert client.get(f"/admin/hubs/{hubs[own]}/people/").status_code == 200
        assert client.get(f"/admin/hubs/{hubs[other]}/people/").status_code == 404
        assert client.get(f"/admin/pages/{page_at(f'/hubs/{username}/').pk}/edit/").status_code == 200
    assert hub_people() == ["brighton", "frome"]


def test_whoever_has_taken_over_a_hub_stays_its_lead(demo: None) -> None:
    hub, ann = Hub.objects.get(slug="brighton"), User.objects.create_user("ann")
    hub.leads_group.user_set.set([ann])

    load()

    assert hub_people() == ["ann", "frome"]
