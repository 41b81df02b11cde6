"""The photo of a meeting: it lies in the hub's collection, has words for those who cannot see it, and may go again."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from cms.models import CampaignImage
from pages.models import EventPage, HubPage
from tests.factories.desk import read, write
from tests.factories.hubs import hub_of


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.png", get_test_image_file("a.png").file.getvalue(), "image/png")


def shown() -> list[Any]:
    draft = EventPage.objects.get().get_latest_revision_as_object()
    return [block["value"]["image"] for block in draft.body.get_prep_value() if block["type"] == "image"]


def test_it_goes_into_the_collection_of_the_hub(client: Client, host: User, hub_page: HubPage) -> None:
    look = write(client, photo={"file": photo(), "alt_text": "A full hall"})
    client.post(look, {"publish": "1"})

    image = CampaignImage.objects.get()
    page = EventPage.objects.get()
    assert (image.collection_id, image.uploaded_by_user) == (hub_of(hub_page).collection_id, host)
    assert shown() == [{"image": image.pk, "decorative": False, "alt_text": "A full hall"}]
    assert page.social_image == image
    assert 'alt="A full hall"' in read(client.get(page.url))
    assert "Tea at seven." in read(client.get(page.url))


def test_its_words_are_changed_and_it_goes_again(client: Client, host: User) -> None:
    look = write(client, photo={"file": photo(), "alt_text": "A full hall"})

    client.post(f"{look}photo/", {"alt_text": "A fuller hall"})
    changed = shown()
    client.post(f"{look}photo/", {"remove": "on"})

    assert [each["alt_text"] for each in changed] == ["A fuller hall"]
    assert shown() == []
    assert EventPage.objects.get().get_latest_revision_as_object().social_image is None


def test_only_into_a_collection_that_one_may_add_to(client: Client, host: User, hub_page: HubPage) -> None:
    look = write(client)
    hub_of(hub_page).hosts_group.collection_permissions.all().delete()

    answer = client.post(f"{look}photo/", {"file": photo(), "alt_text": "A full hall"})

    assert (answer.status_code, CampaignImage.objects.count(), shown()) == (422, 0, [])


def test_what_is_no_photo_is_refused(client: Client, host: User) -> None:
    look = write(client)
    for sent, said in (
        ({"file": photo()}, "Say in a few words what the photo shows"),
        ({"file": photo()}, "Choose the photo once more"),
        ({"alt_text": "A full hall"}, "Choose the photo that you describe"),
        ({"file": SimpleUploadedFile("a.png", b"no picture"), "alt_text": "x"}, "Upload a valid image"),
        ({"file": SimpleUploadedFile("a.svg", b"<svg/>"), "alt_text": "x"}, "Not a supported image format"),
    ):
        answer = client.post(f"{look}photo/", sent)

        assert (answer.status_code, CampaignImage.objects.count(), shown()) == (422, 0, [])
        assert said in read(answer)
