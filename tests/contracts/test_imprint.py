"""Whoever causes it to be published is named on every page, in every mail and on the embed, as the law asks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from cms.models import OrganisationSettings, OutgoingMail
from donations.declaring import declaration_path
from donations.models import Crowdfund, Donation, PermissibilityCheck
from tests.factories.donations import make_crowdfund
from tests.factories.law import give
from tests.factories.outbox import sent_mail

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# A frame of its own, and why it needs no imprint.
FRAMES_WITHOUT = {
    "components/bare_page.html": "for when something is broken: it asks no database, and promotes nothing",
    "events/guest_lists/print.html": "names for the door, which nobody but its hosts may see",
    "sandbox/base.html": "Stripe's page as played on one's own machine",
}
PUBLIC = ("account", "donations", "pages", "search")


def templates(*patterns: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        for path in sorted(TEMPLATES.glob(pattern)):
            yield str(path.relative_to(TEMPLATES)), path.read_text()


def test_every_frame_of_a_page_has_the_imprint() -> None:
    frames = {name: text for name, text in templates("**/*.html") if "<html" in text and "wagtailadmin" not in name}
    without = {
        name for name, text in frames.items() if "organisation.imprint" not in text and "site_footer.html" not in text
    }

    assert without == set(FRAMES_WITHOUT)
    assert "organisation.imprint" in (TEMPLATES / "components/site_footer.html").read_text()


def test_every_public_page_stands_in_such_a_frame() -> None:
    frames_of_ours = (["base.html"], ["pages/story_page.html"])
    own_frame = {"donations/embed.html"}
    pages = {name: text for name, text in templates(*(f"{folder}/*.html" for folder in PUBLIC)) if "{% block " in text}
    frames = {name: re.findall(r'{% extends "([^"]+)" %}', text) for name, text in pages.items()}

    assert {
        name: frame for name, frame in frames.items() if frame not in frames_of_ours and name not in own_frame
    } == {}


def test_every_mail_has_the_imprint_in_both_forms() -> None:
    mails = [path.stem for path in sorted((TEMPLATES / "mail").glob("*.subject"))]

    assert len(mails) >= 9
    assert [name for name in mails if not closes_with_imprint(f"mail/{name}.txt")] == []
    assert [name for name in mails if not closes_with_imprint(f"mail/{name}.html")] == []


def closes_with_imprint(name: str) -> bool:
    text = (TEMPLATES / name).read_text()
    if "organisation.imprint" in text:
        return True
    return any(closes_with_imprint(used) for used in re.findall(r'{% (?:extends|include) "(mail/[^"]+)"', text))


@pytest.fixture
def imprint(db: None) -> str:
    site = Site.objects.get(is_default_site=True)
    OrganisationSettings.objects.update_or_create(
        site=site, defaults={"organisation_name": "Compass", "imprint_promoter": "A. Promoter, 1 Lane, Leeds LS1 1AA"}
    )
    return "Promoted by A. Promoter, 1 Lane, Leeds LS1 1AA."


@pytest.fixture
def donation(imprint: str) -> Donation:
    return give(make_crowdfund())


def addresses(donation: Donation, crowdfund: Crowdfund) -> list[str]:
    slug = crowdfund.slug
    return [
        "/",
        "/search/",
        "/login/",
        "/nothing-is-here/",
        reverse("crowdfund_embed", args=[slug]),
        *(reverse(f"donations:{name}", args=[slug]) for name in ("give", "ledger", "supporters", "updates")),
        donation.receipt_path,
        reverse("donations:money_back", args=[donation.public_id]),
        declaration_path(PermissibilityCheck.objects.get()),
    ]


def test_every_kind_of_page_says_who_publishes_it(client: Client, donation: Donation, imprint: str) -> None:
    pages = {path: client.get(path, follow=True) for path in addresses(donation, donation.crowdfund)}

    assert {path for path, page in pages.items() if imprint not in page.content.decode()} == set()
    assert {path for path, page in pages.items() if page.status_code != 200} == {"/nothing-is-here/"}


def test_the_mails_of_a_gift_say_so_in_the_donors_language(imprint: str) -> None:
    give(make_crowdfund(), locale="cy")

    mails = [sent_mail(row.key) for row in OutgoingMail.objects.order_by("pk")]
    with translation.override("cy"):
        words = OrganisationSettings.current().imprint
    assert [mail.key.partition(":")[0] for mail in mails] == ["receipt", "declaration"]
    assert [mail.key for mail in mails if words not in mail.text or words not in mail.html] == []


def test_a_site_without_imprint_does_not_pass_the_check_for_deployment(db: None) -> None:
    def told() -> list[str]:
        found = run_checks(tags=[Tags.database], databases=["default"], include_deployment_checks=True)
        return [str(message.id) for message in found if message.id == "donations.E003"]

    assert told() == ["donations.E003"]

    OrganisationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"imprint_promoter": "A. Promoter, 1 Lane, Leeds"}
    )

    assert told() == []
