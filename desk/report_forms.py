"""The two steps in which it is told how a meeting went: the words, and up to three photos."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import CampaignImage
from desk.access import Desk
from desk.forms import MOST_LETTERS, WordsForm
from desk.photo import NO_PHOTO, ONCE_MORE, upload_of
from pages import words
from pages.models import MeetingReportPage

MOST_PHOTOS = 3


class ReportForm(WordsForm):
    text = forms.CharField(
        label=_("What happened?"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A few sentences are enough. Name nobody who has not agreed to it."),
        error_messages={"required": _("Say in a few sentences what happened")},
    )
    field_order = ("title", "introduction", "text", "next_steps", "people")

    class Meta:
        model = MeetingReportPage
        fields = ("title", "introduction", "next_steps", "people")
        labels = {
            "title": _("Title"),
            "introduction": _("In one or two sentences"),
            "next_steps": _("What do people want next, and what was decided?"),
            "people": _("How many came?"),
        }
        help_texts = {
            "title": "",
            "introduction": _("Shown in lists and when somebody shares the link."),
            "next_steps": _("An empty line begins a new paragraph."),
            "people": _("Filled in from the guest list, if it was kept. Leave it empty if nobody counted."),
        }
        widgets = {
            "introduction": forms.Textarea(attrs={"rows": 2}),
            "next_steps": forms.Textarea(attrs={"rows": 5}),
        }


class PhotosForm(forms.Form):
    """For each photo that is there, its words and a tick to show it no more; else a file and its words."""

    use_required_attribute = False

    def __init__(self, *args: Any, desk: Desk, instance: MeetingReportPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.instance = desk, instance
        self.blocks = list(instance.body.get_prep_value())
        self.before = words.photos_in(self.blocks)[:MOST_PHOTOS]
        self.uploads: dict[int, Any] = {}
        for number in range(MOST_PHOTOS):
            self._add_fields(number)

    def _add_fields(self, number: int) -> None:
        of_photo = {"number": number + 1}
        is_there = number < len(self.before)
        if not is_there:
            self.fields[f"file_{number}"] = forms.FileField(
                label=_("Photo %(number)s") % of_photo,
                required=False,
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            )
        self.fields[f"alt_text_{number}"] = forms.CharField(
            label=_("What does photo %(number)s show?") % of_photo,
            max_length=255,
            required=False,
            initial=self.before[number].get("alt_text", "") if is_there else "",
        )
        if is_there:
            self.fields[f"remove_{number}"] = forms.BooleanField(
                label=_("Show photo %(number)s no more") % of_photo, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in range(MOST_PHOTOS):
            file, alt_text = cleaned.get(f"file_{number}"), f"alt_text_{number}"
            if file:
                self.uploads[number], wrong = upload_of(file, title=self.instance.title, desk=self.desk)
                if wrong:
                    self.add_error(f"file_{number}", wrong)
            is_shown = bool(file) or (number < len(self.before) and not cleaned.get(f"remove_{number}"))
            if is_shown and not cleaned.get(alt_text) and alt_text not in self.errors:
                self.add_error(alt_text, gettext("Say in a few words what the photo shows"))
            elif cleaned.get(alt_text) and not file and f"file_{number}" in self.fields.keys() - self.errors.keys():
                self.add_error(f"file_{number}", NO_PHOTO)
        if self.errors:
            for name in [f"file_{number}" for number in self.uploads]:
                if name not in self.errors:
                    self.add_error(name, ONCE_MORE)
        return cleaned

    def write(self) -> None:
        """Store the pictures and put them on the draft, which is not saved."""
        blocks, said = self.blocks, self.cleaned_data
        # From the last on, so that each keeps its number until it is its turn.
        for number in reversed(range(len(self.before))):
            image = None if said.get(f"remove_{number}") else self.before[number]["image"]
            blocks = words.with_photo(blocks, image, said[f"alt_text_{number}"], which=number)
        for number, upload in sorted(self.uploads.items()):
            kept = len(words.photos_in(blocks))
            alt_text = said[f"alt_text_{number}"]
            blocks = words.with_photo(blocks, upload.save().pk, alt_text, which=kept, is_last=True)
        self.instance.body = words.written(blocks)
        self._share(words.photos_in(blocks))

    def _share(self, photos: list[dict[str, Any]]) -> None:
        """The first photo is shown when somebody shares the page, unless an editor has chosen another picture."""
        ours = {None, *(photo["image"] for photo in self.before)}
        if self.instance.social_image_id in ours:
            first = photos[0]["image"] if photos else None
            self.instance.social_image = CampaignImage.objects.filter(pk=first).first() if first else None
