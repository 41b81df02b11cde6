"""The forms of those who contribute, and of editors who bring in what came by mail."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import pictures
from cms.email_field import EmailAddressField
from cms.forms import PictureField
from cms.plain_text import PlainTextField
from pages.contributions.docx import NotReadable, text_of
from pages.contributions.services import Draft
from pages.models import Contribution, Offer
from pages.models.contribution import LONGEST_ABOUT, LONGEST_TEXT

CONSENT = _(
    "I wrote this myself. You may publish it under the name that I choose, once I have agreed to the final version. "
    "I can withdraw it at any time."
)
LARGEST_FILE = 10 * 1024 * 1024


class WordFileField(forms.FileField):
    """Gives the text of a Word file."""

    def clean(self, data: Any, initial: Any = None) -> str:
        file = super().clean(data, initial)
        if not file:
            return ""
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 10 MB"))
        try:
            text = text_of(file)
        except NotReadable:
            raise ValidationError(_("This is no Word file (.docx), whatever its name says")) from None
        if not text:
            raise ValidationError(_("There is no text in this file"))
        return text


class WordsForm(forms.Form):
    """What is written, and by whom. `is_draft`: nothing is missing yet."""

    offer = forms.ChoiceField(
        label=_("What do you send?"), choices=Offer.choices, widget=forms.RadioSelect, initial=Offer.TEXT
    )
    title = PlainTextField(most=160, label=_("Title"))
    text = PlainTextField(
        most=LONGEST_TEXT,
        keeps_lines=True,
        label=_("Your text, or your idea in a few sentences"),
        help_text=_("Plain text; an empty line begins a new paragraph."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    file = WordFileField(
        label=_("Or a Word file"),
        required=False,
        help_text=_("Its text takes the place of what stands above. Pictures in it are left out."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    name = PlainTextField(
        most=80,
        required=True,
        label=_("Your name"),
        error_messages={"required": _("Enter your name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(data, files, auto_id="id_contribution_%s", **kwargs)
        self.is_draft = is_draft

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("file"):
            told["text"] = told["file"]
            if len(told["text"]) > LONGEST_TEXT:
                self.add_error("file", gettext("The text in it is longer than 40,000 characters"))
        if not self.is_draft:
            self._require("title", gettext("Give it a title"))
            self._require("text", gettext("Write your text, or choose a Word file"))
        return told

    def _require(self, field: str, message: str) -> None:
        if not self.cleaned_data.get(field) and field not in self.errors:
            self.add_error(field, message)

    def draft(self) -> Draft:
        """Of the photo the picture alone, freshly encoded."""
        told = {name: value for name, value in self.cleaned_data.items() if name in Draft.__dataclass_fields__}
        if photo := told.get("photo"):
            told["photo"] = pictures.write_anew(photo, f"photo{PurePath(photo.name).suffix.lower()}")
        return Draft(**told)


class WholeForm(WordsForm):
    """The words, and how they appear."""

    byline = PlainTextField(
        most=80,
        label=_("Name to be shown"),
        help_text=_("Left empty, your name. Another one is fine: only the editors then know yours."),
    )
    about = PlainTextField(
        most=LONGEST_ABOUT, label=_("A sentence about you"), help_text=_("Shown with your text. May be empty.")
    )
    photo = PictureField(
        label=_("Photo of you"),
        required=False,
        help_text=_("JPEG, PNG or WebP. May be left out. Nobody but the editors sees it before your text is public."),
    )
    wants_comments = forms.BooleanField(label=_("Readers may comment under it"), required=False, initial=True)


class BeginForm(WordsForm):
    """The first time: with the address to which the link goes."""

    email = EmailAddressField(help_text=_("We write to it about this text only. Nobody else sees it."))


class SendForm(WholeForm):
    """On one's own page: with what one agrees to."""

    agrees = forms.BooleanField(label=CONSENT, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def go_on_from(self, version: str) -> None:
        """Sent once more, it takes the place of this version."""
        self.data = dict(self.data.items(), version=version)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.is_draft and not told.get("agrees"):
            self.add_error("agrees", gettext("Tick that you wrote it and that we may publish it"))
        return told


class WordForm(forms.Form):
    """One's word on the final version."""

    byline = PlainTextField(most=80, label=_("Name to be shown"), help_text=_("Left empty, your name."))
    wants_comments = forms.BooleanField(label=_("Readers may comment under it"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**18)


class ObjectionForm(forms.Form):
    words = PlainTextField(
        most=4000,
        keeps_lines=True,
        required=True,
        label=_("What should be different?"),
        error_messages={"required": _("Write what should be different")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


NEEDED = {
    "changes": _("Write a few words to the writer"),
    "decline": _("Write a few words to the writer"),
    "agreed": _("Write how they agreed: “Mail of 3 May”"),
}


class DecisionForm(forms.Form):
    """An editor's, with words to the writer."""

    words = PlainTextField(
        most=4000,
        keeps_lines=True,
        label=_("Words to the writer"),
        help_text=_("They stand in the mail. Needed when you ask for changes or decline."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any = None, *, decision: str = "") -> None:
        super().__init__(data)
        if missing := NEEDED.get(decision):
            self.fields["words"].required = True
            self.fields["words"].error_messages["required"] = missing


class EnterForm(WholeForm):
    """A text that came by mail."""

    email = EmailAddressField(required=False, help_text=_("For the link to the final version. May be empty."))
    consent = PlainTextField(
        most=500,
        required=True,
        label=_("How they agreed"),
        help_text=_("For example “Mail of 3 May: yes, you may publish it”. It is kept with the text."),
        error_messages={"required": _("Write how they agreed to have it published")},
    )
    field_order = ["series", "title", "text", "file", "name", "email", "consent"]

    def __init__(self, *args: Any, series: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["offer"]
        self.fields["series"] = forms.ChoiceField(label=_("Series"), choices=series)
        self.order_fields(self.field_order)

    def draft(self) -> Draft:
        self.cleaned_data["offer"] = Offer.TEXT
        return super().draft()


def initial_of(contribution: Contribution) -> dict[str, Any]:
    names = ("offer", "title", "text", "name", "byline", "about", "wants_comments", "version")
    return {name: getattr(contribution, name) for name in names}
