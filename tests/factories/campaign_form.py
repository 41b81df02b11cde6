"""The form of “New campaign” as an editor's browser sends it."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from pages.models import CampaignPage

FORM = "/admin/new-campaign/"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def filled_in(*lines: tuple[str, str], **said: Any) -> dict[str, Any]:
    """What a browser sends for a whole campaign, unless `said` otherwise."""
    costs = lines or (("A minibus", "£4,500"), ("Its insurance", "500"))
    sent: dict[str, Any] = {"lines-TOTAL_FORMS": str(max(len(costs), 4)), "lines-INITIAL_FORMS": "0"}
    for number, (what, cost) in enumerate(costs):
        sent |= {f"lines-{number}-what": what, f"lines-{number}-cost": cost}
    words = {"title": "A minibus for Frome", "introduction": "So that everybody can come.", "goal": "5,000"}
    promises = {"purpose": "To buy it.", "if_under": "A used one.", "if_over": "Petrol.", "has_no_end": "on"}
    return {**sent, **words, **promises, "promoter": "A. Person, 1 High Street, Frome", **said}


def without_breakdown(**said: Any) -> dict[str, Any]:
    return {
        name: value for name, value in filled_in(**said).items() if not name.startswith("lines-") or "FORMS" in name
    }


def upload(name: str = "bus.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file(name, size=(1600, 900)).file.getvalue(), "image/png")


def read(response: Any) -> str:
    return " ".join(response.content.decode().split())


def make(browser: Client, sent: dict[str, Any]) -> CampaignPage:
    response = browser.post(FORM, sent)
    campaign = CampaignPage.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"{FORM}{campaign.pk}/")
    return campaign
