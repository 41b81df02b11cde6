"""Images and documents of the campaign. Which uploads are accepted is decided in cms/forms.py."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import DatabaseError, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from cms import closed_pictures, pictures

logger = logging.getLogger(__name__)


class PictureFile(WagtailImageFieldFile):
    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store the picture written anew, whichever way it came in: form, chooser, several at once, command."""
        super().save(name, pictures.write_anew(content, name), save=save)


class PictureField(WagtailImageField):
    attr_class = PictureFile


class CampaignImage(AbstractImage):
    file = PictureField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture and under which licence. Shown beneath it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.file._committed:
            # Before width and height are taken down: a picture that lay on its side has other ones once it is stored.
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def get_rendition(self, filter: Any) -> AbstractRendition:
        with _broken_as_lost(self):
            return super().get_rendition(filter)

    def get_renditions(self, *filters: Any) -> dict[str, AbstractRendition]:
        with _broken_as_lost(self):
            return super().get_renditions(*filters)


@contextmanager
def _broken_as_lost(image: CampaignImage) -> Iterator[None]:
    """Whatever keeps a rendition from being made counts as a lost file, which Wagtail shows as a gap on the page.

    Raises: SourceImageIOError.
    """
    try:
        yield
    except (SourceImageIOError, DatabaseError):
        raise
    except Exception as error:
        logger.exception("Picture %s cannot be shown", image.pk)
        raise SourceImageIOError(str(error)) from error


class CampaignRendition(AbstractRendition):
    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        path: str = super().get_upload_to(filename)
        closed = self.image.collection.get_view_restrictions().exists()
        return closed_pictures.FOLDER + path.rpartition("/")[2] if closed else path

    @property
    def is_closed(self) -> bool:
        """Whether it lies where only a view reads it. Pages leave it out: they are made for everybody."""
        return bool(self.file.name.startswith(closed_pictures.FOLDER))

    @property
    def url(self) -> str:
        return reverse("closed_picture", args=[self.pk]) if self.is_closed else str(self.file.url)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]


def document_storage() -> Storage:
    """Outside MEDIA_ROOT: a document is only ever served by the view that asks whether its reader may have it."""
    return storages["documents"]


class CampaignDocument(AbstractDocument):
    file = models.FileField(_("file"), upload_to="documents", storage=document_storage)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        # Of a file that the form has refused nothing is left, and nothing is left to say.
        if self.file:
            super().clean()
