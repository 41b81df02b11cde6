"""Uploads: what a file is, its content says; a picture is kept only as what is seen of it; nothing makes a 500."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from cms.models import CampaignDocument, CampaignImage

GPS = 0x8825
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def picture(image_format: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "#0a5c4a").save(written, image_format, **options)
    return written.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks)


MALFORMED = {
    "cut-off.jpg": picture()[:200],
    "only-a-signature.png": b"\x89PNG\r\n\x1a\n",
    "text-bomb.png": png(8, 8, chunk(b"zTXt", b"k\0\0" + zlib.compress(b"\0" * 70_000_000)), chunk(b"IEND", b"")),
    "no-pixels.png": png(8, 8, chunk(b"IDAT", b"rubbish"), chunk(b"IEND", b"")),
    "broken.webp": b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0" + b"\0" * 24,
    "empty-frame.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9",
}
LYING = {
    "picture.svg": SVG,
    "svg.png": SVG,
    "html.jpg": HTML,
    "gif.png": picture("GIF"),
    "png.jpg": picture("PNG"),
    "bmp.jpg": picture("BMP"),
    "pdf.jpg": PDF,
    "empty.jpg": b"",
}
TOO_LARGE = {
    "pixels.png": picture("PNG", (4473, 4473)),
    "declared.png": png(65_000, 65_000, chunk(b"IDAT", b""), chunk(b"IEND", b"")),
    "bytes.jpg": picture() + b"\0" * (10 * 1024 * 1024),
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def add(admin: Client, name: str, content: bytes) -> str:
    data = {"title": "x", "collection": 1, "file": upload(name, content)}
    response = admin.post("/admin/images/add/", data)
    assert response.status_code == 200
    return response.content.decode()


def add_several(admin: Client, name: str, content: bytes) -> str:
    data = {"title": "x", "collection": 1, "files[]": upload(name, content)}
    response = admin.post("/admin/images/multiple/add/", data)
    assert response.status_code == 200
    assert response.json()["success"] is False
    return response.json()["error_message"]


def add_in_chooser(admin: Client, name: str, content: bytes) -> str:
    field = "image-chooser-upload"
    data = {f"{field}-title": "x", f"{field}-collection": 1, f"{field}-file": upload(name, content)}
    response = admin.post("/admin/images/chooser/create/", data)
    assert response.status_code == 200
    return response.content.decode()


def bytes_of(image: CampaignImage) -> bytes:
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def replace(admin: Client, name: str, content: bytes) -> str:
    image = CampaignImage.objects.create(title="Before", file=ContentFile(picture(), "before.jpg"))
    stored = bytes_of(image)
    data = {"title": "x", "collection": 1, "file": upload(name, content)}
    response = admin.post(f"/admin/images/{image.pk}/", data)
    image.refresh_from_db()
    assert response.status_code == 200
    assert bytes_of(image) == stored
    CampaignImage.objects.filter(pk=image.pk).delete()
    return response.content.decode()


@pytest.mark.parametrize("way", [add, add_several, add_in_chooser, replace])
@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_picture_is_an_error_of_the_form(
    admin: Client, way: Callable[[Client, str, bytes], str], name: str
) -> None:
    shown = way(admin, name, MALFORMED[name])

    assert "Upload a valid image" in shown or "Not a valid" in shown
    assert not CampaignImage.objects.exists()


@pytest.mark.parametrize("name", LYING)
def test_what_is_no_picture_of_ours_is_refused(admin: Client, name: str) -> None:
    shown = add(admin, name, LYING[name])

    assert "error" in shown
    assert not CampaignImage.objects.exists()


@pytest.mark.parametrize("name", TOO_LARGE)
def test_too_many_pixels_or_bytes_are_refused(admin: Client, name: str) -> None:
    shown = add(admin, name, TOO_LARGE[name])

    assert "too many pixels" in shown or "too big" in shown
    assert not CampaignImage.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", picture()), ("a.png", picture("PNG")), ("a.webp", picture("WEBP")), ("A.JPEG", picture())],
)
def test_a_picture_is_taken(admin: Client, name: str, content: bytes) -> None:
    response = admin.post("/admin/images/add/", {"title": "x", "collection": 1, "file": upload(name, content)})

    image = CampaignImage.objects.get()
    assert response.status_code == 302
    assert (image.width, image.height) == (60, 40)
    assert image.file.storage.exists(image.file.name)


def with_secrets(image_format: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (51.5, 7.0, 1.0)
    options: dict[str, Any] = {"exif": exif}
    if image_format == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", "secret name")
    if image_format == "JPEG":
        options["comment"] = b"secret comment"
    if image_format == "WEBP":
        options["xmp"] = b"<x:xmpmeta>secret place</x:xmpmeta>"
    return picture(image_format, **options)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_kept_but_what_is_seen(admin: Client, image_format: str) -> None:
    original = with_secrets(image_format)
    assert b"secret" in original

    file = upload(f"a.{image_format.lower()}", original)
    admin.post("/admin/images/add/", {"title": "x", "collection": 1, "file": file})

    image = CampaignImage.objects.get()
    stored = bytes_of(image)
    kept = Image.open(BytesIO(stored))
    assert b"secret" not in stored
    assert dict(kept.getexif()) == {}
    assert (kept.format, kept.size, image.width, image.height) == (image_format, (40, 60), 40, 60)


def test_a_picture_that_a_command_stores_is_written_anew_as_well(db: None) -> None:
    image = CampaignImage.objects.create(title="x", file=ContentFile(with_secrets("JPEG"), "x.jpg"))

    assert b"secret" not in bytes_of(image)


def test_a_see_through_picture_stays_see_through(db: None) -> None:
    written = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(written, "PNG")

    image = CampaignImage.objects.create(title="x", file=ContentFile(written.getvalue(), "x.png"))

    assert Image.open(image.file).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("html.pdf", HTML, "not a PDF"),
        ("padded.pdf", b"\n\n" + PDF, "not a PDF"),
        ("zip.pdf", b"PK\x03\x04", "not a PDF"),
        ("empty.pdf", b"", "empty"),
        ("page.html", HTML, "html"),
        ("real.exe", PDF, "exe"),
        ("large.pdf", PDF + b"\0" * (10 * 1024 * 1024), "too big"),
    ],
)
def test_what_is_no_pdf_is_refused(admin: Client, name: str, content: bytes, error: str) -> None:
    one = admin.post("/admin/documents/add/", {"title": "x", "collection": 1, "file": upload(name, content)})
    several = admin.post(
        "/admin/documents/multiple/add/", {"title": "x", "collection": 1, "files[]": upload(name, content)}
    )

    assert one.status_code == 200
    assert error in one.content.decode()
    assert several.json()["success"] is False
    assert not CampaignDocument.objects.exists()


def test_a_pdf_is_taken_kept_out_of_the_public_folder_and_handed_out_as_a_download(
    admin: Client, settings: Any
) -> None:
    admin.post("/admin/documents/add/", {"title": "x", "collection": 1, "file": upload("strategy.pdf", PDF)})

    document = CampaignDocument.objects.get()
    response = Client().get(document.url)
    assert not document.file.path.startswith(str(settings.MEDIA_ROOT))
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert Client().get(f"/media/{document.file.name}").status_code == 404


def test_a_documents_title_can_be_changed_without_sending_the_file_again(admin: Client) -> None:
    admin.post("/admin/documents/add/", {"title": "x", "collection": 1, "file": upload("strategy.pdf", PDF)})
    document = CampaignDocument.objects.get()

    response = admin.post(f"/admin/documents/edit/{document.pk}/", {"title": "Strategy", "collection": 1})

    document.refresh_from_db()
    assert response.status_code == 302
    assert document.title == "Strategy"
