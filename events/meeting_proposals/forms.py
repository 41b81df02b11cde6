"""What those who look after all hubs decide of a meeting that is wanted: which hub shall plan it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Hub


class HubForm(forms.Form):
    hub = forms.ModelChoiceField(
        Hub.objects.none(),
        label=_("Hub"),
        help_text=_("Its people find it on their desk."),
        empty_label=_("Choose a hub"),
        error_messages={"required": _("Choose a hub"), "invalid_choice": _("Choose a hub")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["hub"].queryset = Hub.objects.in_force().order_by("slug")  # type: ignore[attr-defined]
