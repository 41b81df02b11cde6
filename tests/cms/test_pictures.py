"""Pictures of rare shapes and colours: refused in plain words, or shown; never a page that cannot be read."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cms import pictures
from cms.models import CampaignImage
from pages.models import StandardPage

Publish = Callable[..., StandardPage]


def png(mode: str, size: tuple[int, int] = (6, 4), color: Any = 0, **options: Any) -> bytes:
    written = BytesIO()
    Image.new(mode, size, color).save(written, "PNG", **options)
    return written.getvalue()


def upload(admin: Client, content: bytes) -> Any:
    file = SimpleUploadedFile("a.png", content)
    return admin.post("/admin/images/add/", {"title": "x", "collection": 1, "file": file})


@pytest.mark.parametrize("size", [(100, 16_384), (16_384, 1)])
def test_a_side_that_no_webp_can_have_is_refused_in_plain_words(admin: Client, size: tuple[int, int]) -> None:
    response = upload(admin, png("RGB", size))

    assert "This picture is too long: at most 16,383 pixels on each side are possible." in response.content.decode()
    assert not CampaignImage.objects.exists()


def test_the_longest_side_possible_is_shown(admin: Client) -> None:
    upload(admin, png("RGB", (2, 16_383)))

    rendition = CampaignImage.objects.get().get_rendition("format-webp|width-480")

    assert (rendition.width, rendition.height) == (2, 16_383)


def test_sixteen_bits_of_grey_become_eight(admin: Client) -> None:
    upload(admin, png("I;16", color=0x8080))

    image = CampaignImage.objects.get()
    shown = [Image.open(each.file) for each in image.get_renditions("format-jpeg", "format-webp").values()]
    assert [each.convert("L").getpixel((0, 0)) for each in shown] == [128, 128]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("shape", ["format-jpeg|width-480", "format-webp|width-480", "fill-1200x630|format-jpeg"])
def test_every_rendition_can_be_made_of_every_mode(db: None, mode: str, shape: str) -> None:
    image = CampaignImage.objects.create(title="x", file=ContentFile(png(mode), "x.png"))

    assert image.get_rendition(shape).width == 6


def test_a_see_through_grey_of_sixteen_bits_is_taken(db: None) -> None:
    content = png("I;16", color=40_000, transparency=40_000)

    assert CampaignImage.objects.create(title="x", file=ContentFile(content, "x.png")).width == 6


def test_an_upload_is_decoded_once(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    decode, decoded = pictures.decode, []
    monkeypatch.setattr(pictures, "decode", lambda file: decoded.append(file) or decode(file))

    upload(admin, png("RGB"))

    assert CampaignImage.objects.count() == 1
    assert len(decoded) == 1


def test_a_picture_that_cannot_be_shown_leaves_a_gap_on_the_page(
    client: Client, publish: Publish, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    image = CampaignImage.objects.create(title="x", file=ContentFile(png("RGB"), "x.png"))
    block = {"type": "image", "value": {"image": {"image": image.pk, "decorative": True}, "caption": ""}}
    page = publish("About us", slug="about", social_image=image)
    page.body = page.body.stream_block.to_python([block])
    page.save_revision().publish()

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("no such encoder")

    monkeypatch.setattr(CampaignImage, "generate_rendition_file", fail)

    answers = [client.get("/about/"), client.get(f"/api/v1/pages/{page.pk}")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "not-found" in answers[0].content.decode()
    assert f"Picture {image.pk} cannot be shown" in caplog.text
