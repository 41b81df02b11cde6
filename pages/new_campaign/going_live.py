"""When a draft of several pages goes live, and what of it cannot be published as it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class GoingLiveForm(forms.Form):
    use_required_attribute = False

    go_live_at = forms.DateTimeField(
        required=False,
        label=_("Go live at"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Left empty, both pages are public at once."),
    )

    def __init__(self, *args: Any, pages: Sequence[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages
        self.initial["go_live_at"] = next((page.go_live_at for page in pages if page.go_live_at), None)

    def clean_go_live_at(self) -> Any:
        moment = self.cleaned_data["go_live_at"]
        if moment and moment <= timezone.now():
            raise ValidationError(gettext("This time is over. Give one that is to come, or none"))
        return moment

    def clean(self) -> dict[str, Any]:
        """A draft is kept however unfinished it is; its editor would refuse to publish it, and so does this."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for page in self.pages:
            try:
                page.get_latest_revision_as_object().full_clean()
            except ValidationError as error:
                self.add_error(None, _unfinished(page, error))
        return said


def _unfinished(page: Page, error: ValidationError) -> str:
    text = gettext("“%(title)s” is not finished: %(problem)s Open it, put it right and save the draft.")
    return text % {"title": page.title, "problem": error.messages[0]}
