"""The picture of a new campaign: a file or one that is there, with its words. Once a file came in well it is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import get_image_form
from wagtail.images.widgets import AdminImageChooser
from wagtail.permissions import policy_registry

from cms.models import CampaignImage
from cms.plain_text import PlainTextField
from pages.services.new_campaign import Picture


class PictureForm(forms.Form):
    """No browser sends a file twice: one that came in well goes into the library, and is chosen if more is asked."""

    use_required_attribute = False

    chosen = forms.ModelChoiceField(
        CampaignImage.objects.none(),
        required=False,
        label=_("Picture"),
        widget=AdminImageChooser(show_edit_link=False),
        error_messages={"invalid_choice": _("Choose one of the pictures that you may use")},
    )
    file = forms.FileField(
        required=False,
        label=_("Or a new one"),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, at most 10 MB. Only of people who agree to it."),
    )
    alt_text = PlainTextField(
        most=255,
        label=_("What does it show?"),
        help_text=_("In a sentence, for people who cannot see it: “Forty people in a circle of chairs”."),
    )
    is_decorative = forms.BooleanField(required=False, label=_("It is mere decoration, and adds nothing to the words"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        policy = policy_registry.get_by_type(CampaignImage)
        self.fields["chosen"].queryset = policy.instances_user_has_permission_for(user, "choose")  # type: ignore[attr-defined]
        collections = policy.collections_user_has_permission_for(user, "add")
        self.collection = collections.order_by("path").first()
        if self.collection is None:
            del self.fields["file"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "chosen" in self.errors:
            # The widget would show whatever it names.
            self._choose("")
        if said.get("file"):
            said["chosen"] = self._keep(said["file"]) or said.get("chosen")
        if said.get("chosen") and not said.get("alt_text") and not said.get("is_decorative"):
            self.add_error("alt_text", gettext("Say what the picture shows, or tick that it is mere decoration"))
        elif said.get("alt_text") and said.get("is_decorative"):
            self.add_error("is_decorative", gettext("Either words for it or decoration: leave out one of the two"))
        elif said.get("alt_text") and not said.get("chosen") and not self.errors.keys() & {"file", "chosen"}:
            self.add_error("chosen", gettext("Choose the picture that you describe, or describe none"))
        return said

    def _keep(self, file: Any) -> CampaignImage | None:
        """Put it into the library, and into this form as the one that was chosen there."""
        sent = {"title": str(file.name)[:255], "collection": self.collection.pk, "tags": ""}
        upload = get_image_form(CampaignImage)(
            sent, {"file": file}, instance=CampaignImage(uploaded_by_user=self.user), user=self.user
        )
        if not upload.is_valid():
            self.add_error("file", next(str(messages[0]) for messages in upload.errors.values()))
            return None
        image: CampaignImage = upload.save()
        self._choose(str(image.pk))
        return image

    def _choose(self, key: str) -> None:
        data: Any = self.data
        self.data = data = data.copy()
        data[self.add_prefix("chosen")] = key

    def picture(self) -> Picture | None:
        image = self.cleaned_data.get("chosen")
        return Picture(image, self.cleaned_data["alt_text"]) if image else None
