"""Which uploads are accepted. What a file is, its content says, never its name."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms import pictures

PDF_SIGNATURE = b"%PDF-"


class PictureField(WagtailImageField):
    """Wagtail's own checks of size and format, and then the proof: the picture can be decoded to its last pixel."""

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
            file.seek(0)
            signature = file.read(len(PDF_SIGNATURE))
            file.seek(0)
            if signature != PDF_SIGNATURE:
                raise ValidationError(_("This is not a PDF file, whatever its name says."), code="not_a_pdf")
        return file
