"""What publishing a page makes ahead."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import CampaignRendition
from pages.models import StandardPage
from tests.factories.pages import block, picture, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def image_block(image: Any) -> dict[str, Any]:
    return block("image", {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": "A caption"})


def test_publishing_makes_every_picture_so_that_no_reader_waits(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = place(StandardPage, "A page", body=[image_block(picture())], social_image=picture("Card"))
    made = set(CampaignRendition.objects.values_list("pk", flat=True))

    html = client.get(page.url).content.decode().partition("<picture>")[2]
    client.get(f"/api/v1/pages/{page.pk}")

    assert made
    assert set(CampaignRendition.objects.values_list("pk", flat=True)) == made
    assert html.index('type="image/avif"') < html.index('type="image/webp"') < html.index(".jpg")


def test_an_avif_is_one(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        place(StandardPage, "A page", body=[image_block(picture())])

    rendition = CampaignRendition.objects.get(filter_spec="format-avif|width-960")
    with rendition.file.open("rb") as file:
        assert Image.open(file).format == "AVIF"
    assert rendition.width == 960


def test_a_private_picture_is_left_out_of_page_and_api_with_its_caption(client: Client) -> None:
    archive = Collection.get_first_root_node().add_child(name="Archive")
    CollectionViewRestriction.objects.create(collection=archive, restriction_type="login")
    page = place(StandardPage, "A page", body=[image_block(picture(collection=archive))])

    html = client.get(page.url).content.decode()

    assert "A caption" not in html
    assert "/pictures/" not in html
    assert client.get(f"/api/v1/pages/{page.pk}").json()["body"] == []


def test_a_lost_file_stops_no_publishing(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    image = picture()
    image.file.storage.delete(image.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        page = place(StandardPage, "A page", body=[image_block(image)])

    assert client.get(page.url).status_code == 200


def test_the_api_tells_what_must_stay_in_sight(client: Client) -> None:
    image = picture(focal_point_x=400, focal_point_y=450, focal_point_width=100, focal_point_height=100)
    page = place(StandardPage, "A page", body=[image_block(image)])

    told = client.get(f"/api/v1/pages/{page.pk}").json()["body"][0]["value"]["image"]

    assert told["focal_point"] == {"x": 25, "y": 50}
    assert [each["type"] for each in told["sources"]][::3] == ["image/avif", "image/webp", "image/jpeg"]
