"""Which uploads are accepted. What a file is, its content says, never its name."""

from codecs import BOM_UTF8
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms import pictures

PDF_SIGNATURE = b"%PDF-"
BEGINNINGS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda first: first.startswith(PDF_SIGNATURE),
    "mp4": lambda first: first[4:8] == b"ftyp",
    "webm": lambda first: first.startswith(b"\x1aE\xdf\xa3"),
    "vtt": lambda first: first.removeprefix(BOM_UTF8).startswith(b"WEBVTT"),
}
"""How a document of each kind begins, by the ending of its name."""


class PictureField(WagtailImageField):
    """Wagtail's own checks of size and format, and then the proof: the picture can be decoded to its last pixel."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "help_text" in kwargs:  # Wagtail puts its own in place of any
            self.help_text = kwargs["help_text"]

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                file.decoded = pictures.decode(file)
        except ValidationError:
            raise
        except pictures.TooLong as error:
            message = _("This picture is too long: at most %(most)s pixels on each side are possible.")
            raise ValidationError(message % {"most": f"{pictures.LONGEST_SIDE:,}"}, code="too_long") from error
        except Exception as error:  # Wagtail asks a broken picture for its size unguarded (wagtail#1354)
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return file


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(required=given.required, label=given.label, widget=given.widget)


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            kind = file.name.rpartition(".")[2].lower()
            file.seek(0)
            first = file.read(16)
            file.seek(0)
            if kind in BEGINNINGS and not BEGINNINGS[kind](first):
                message = _("This is not a %(kind)s file, whatever its name says.")
                raise ValidationError(message % {"kind": kind.upper()}, code="not_of_its_kind")
        return file
