"""Pictures and documents of the blog, taken in like every upload: looked at by content, and pictures written anew."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.forms import PDF_SIGNATURE, PictureField
from cms.models import CampaignDocument, CampaignImage
from pages.wordpress.files import Files, FileUnreachable
from pages.wordpress.html import plain_text
from pages.wordpress.index import Attachment, Index
from pages.wordpress.registry import Kind, Registry
from pages.wordpress.report import Report
from pages.wordpress.source import Item

LONGEST_TITLE = 255
MADE_UP = 2**62
"""From here on numbers are of files that the blog had none for."""


class Media:
    """Brings what posts use. What is not used stays where it is, and is reported at the end."""

    def __init__(self, index: Index, files: Files, registry: Registry, report: Report, *, dry_run: bool) -> None:
        self._index, self._files, self._registry, self._report = index, files, registry, report
        self._dry_run = dry_run
        self._used: set[int] = set()
        self._missed: set[tuple[int, int]] = set()
        self.brought = 0

    def picture(self, attachment: Attachment, item: Item) -> int | None:
        """Our picture's id; None if it cannot be had, which is reported."""
        return self._bring(Kind.PICTURE, attachment, item, _keep_picture)

    def document(self, attachment: Attachment, item: Item) -> int | None:
        return self._bring(Kind.DOCUMENT, attachment, item, _keep_document)

    def _bring(
        self, kind: Kind, attachment: Attachment, item: Item, keep: Callable[[Attachment, bytes], Any]
    ) -> int | None:
        number = _number(attachment)
        self._used.add(number)
        if known := self._registry.find(kind, number):
            return known.object_id
        if (number, item.old_id) in self._missed:
            return None
        try:
            found = self._files.read(attachment, most=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
            kept = 0 if self._dry_run else keep(attachment, found).pk
        except (FileUnreachable, ValidationError) as error:
            self._missed.add((number, item.old_id))
            reason = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self._report.tell("A file was not brought", f"{attachment.address}: {reason}", of=item)
            return None
        if not self._dry_run:
            record = self._registry.new(kind, number, old_path=attachment.path)
            record.object_id = kept
            record.save()
        self.brought += 1
        return kept

    def tell_of_unused(self) -> None:
        """Which files no post and no page shows."""
        for attachment in self._index.attachments():
            if attachment.old_id not in self._used:
                self._report.tell("A file that no post shows was not brought", attachment.address)


def _number(attachment: Attachment) -> int:
    """The blog's own, else one that is made of the path and higher than any of these."""
    made = int.from_bytes(sha256(attachment.path.encode()).digest()[:7], "big")
    return attachment.old_id or MADE_UP + made


def _keep_picture(attachment: Attachment, found: bytes) -> CampaignImage:
    """Raises: ValidationError."""
    name = PurePosixPath(attachment.path).name[-80:] or "picture"
    file = PictureField().clean(SimpleUploadedFile(name, found))
    picture: CampaignImage = CampaignImage.objects.create(
        title=_title(attachment, name), description=plain_text(attachment.alt)[:255], file=file
    )
    return picture


def _keep_document(attachment: Attachment, found: bytes) -> CampaignDocument:
    """Raises: ValidationError."""
    name = PurePosixPath(attachment.path).name[-80:] or "document"
    if not found.startswith(PDF_SIGNATURE):
        raise ValidationError("it is not a PDF file")
    document: CampaignDocument = CampaignDocument.objects.create(
        title=_title(attachment, name), file=ContentFile(found, name), file_size=len(found)
    )
    return document


def _title(attachment: Attachment, name: str) -> str:
    return plain_text(attachment.title)[:LONGEST_TITLE] or name
