"""The step of a meeting's photo: a picture goes into the hub's collection, and first into the body of the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from cms.models import CampaignImage
from desk.access import Desk
from pages import words
from pages.models import EventPage

ONCE_MORE = _("Choose the photo once more: it is not kept while something is missing")
"""No browser fills in a file again: whoever only adds the words would publish without the photo."""

NO_PHOTO = _("Choose the photo that you describe, or describe none")


class PhotoForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Only of people who agree to it."),
    )
    alt_text = forms.CharField(
        label=_("What does it show?"),
        max_length=255,
        required=False,
        help_text=_("In a sentence, for people who cannot see it: “Forty people in a circle of chairs”."),
    )
    remove = forms.BooleanField(label=_("Show no photo"), required=False)

    def __init__(self, *args: Any, desk: Desk, instance: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.instance = desk, instance
        self.blocks = list(instance.body.get_prep_value())
        self.before = next(iter(words.photos_in(self.blocks)), None)
        self.upload: Any = None
        if self.before:
            self.initial["alt_text"] = self.before.get("alt_text", "")
        else:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("remove"):
            return cleaned
        if cleaned.get("file"):
            self.upload, wrong = upload_of(cleaned["file"], title=self.instance.title, desk=self.desk)
            if wrong:
                self.add_error("file", wrong)
        self._check_both(cleaned)
        return cleaned

    def _check_both(self, cleaned: dict[str, Any]) -> None:
        has_words = bool(cleaned.get("alt_text")) or "alt_text" in self.errors
        if (cleaned.get("file") or self.before) and not has_words:
            self.add_error("alt_text", gettext("Say in a few words what the photo shows"))
            if cleaned.get("file"):
                self.add_error("file", ONCE_MORE)
        elif cleaned.get("alt_text") and not (cleaned.get("file") or self.before or "file" in self.errors):
            self.add_error("file", NO_PHOTO)

    def write(self) -> None:
        """Store the picture and put it on the draft, which is not saved."""
        if self.cleaned_data.get("remove"):
            self._place(None)
        elif self.upload:
            self._place(self.upload.save().pk)
        elif self.before:
            self._place(self.before["image"])

    def _place(self, image: int | None) -> None:
        shared = self.before["image"] if self.before else None
        if self.instance.social_image_id in (None, shared):
            self.instance.social_image_id = image
        alt_text = self.cleaned_data["alt_text"]
        self.instance.body = words.written(words.with_photo(self.blocks, image, alt_text))


def upload_of(file: Any, *, title: str, desk: Desk) -> tuple[Any, str]:
    """A form of the admin that stores the file in the hub's collection and in no other, and what is wrong with it."""
    policy = policy_registry.get_by_type(CampaignImage)
    collections = policy.collections_user_has_permission_for(desk.user, "add")
    if not collections.filter(pk=desk.hub.collection_id).exists():
        return None, gettext("You may not add pictures for this hub. Ask somebody who leads it")
    sent = {"title": title[:255], "collection": desk.hub.collection_id, "tags": ""}
    upload = get_image_form(CampaignImage)(
        sent, {"file": file}, instance=CampaignImage(uploaded_by_user=desk.user), user=desk.user
    )
    wrong = next((str(messages[0]) for messages in upload.errors.values()), "")
    return upload, wrong
