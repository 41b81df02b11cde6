"""What the organisation is in the eyes of the law: chosen with a first day, kept for ever, and logged."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.cells import moment
from donations.models import RegulatedStatus
from donations.services.regulation import choose_status
from donations.treasury.log import CHOSE_STATUS


class AddOnlyPolicy(ModelPermissionPolicy):
    """A status that held stays written down: nobody changes or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view", "add") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class StatusForm(forms.ModelForm):  # type: ignore[type-arg] # Django's own is not generic when it runs
    """Which status, from which day. One under which nothing is checked is not chosen by a slip of the hand."""

    use_required_attribute = False
    is_sure = forms.BooleanField(
        required=False,
        label=gettext_lazy("I am sure that we are not regulated"),
        help_text=gettext_lazy("Only for “Not regulated”. From that day on, no gift is checked."),
    )

    class Meta:
        model = RegulatedStatus
        fields = ("status", "starts_on")
        widgets = {"starts_on": forms.DateInput(attrs={"type": "date"})}
        help_texts = {
            "status": gettext_lazy(
                "“Not regulated” means that no gift is checked: be sure of it. The Electoral Commission tells which"
                " applies, and answers questions."
            ),
            "starts_on": gettext_lazy("Gifts received from this day on fall under its rules."),
        }

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        if day.year < 2010:
            raise ValidationError(_("Enter a day from 2010 on"), code="too_early")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("status") == RegulatedStatus.Status.UNREGULATED and not data.get("is_sure"):
            error = ValidationError(_("Tick this if you are sure, or choose another status"), code="not_sure")
            self.add_error("is_sure", error)
        return data


def first_day(row: RegulatedStatus) -> str:
    """The day from which it holds, as people write it."""
    return date_format(row.starts_on, "j F Y")


class StatusCreateView(CreateView):
    def get_success_message(self, instance: RegulatedStatus) -> str:
        told = {"status": instance.get_status_display(), "day": first_day(instance)}
        return _("“%(status)s” from %(day)s: chosen, and written down.") % told

    def get_success_buttons(self) -> list[Any]:
        return []

    def save_instance(self) -> RegulatedStatus:
        data = self.form.cleaned_data
        row = choose_status(
            status=data["status"], starts_on=data["starts_on"], user=self.request.user, now=timezone.now()
        )
        log(instance=row, action=CHOSE_STATUS, user=self.request.user)
        return row


class RegulatedStatusViewSet(ModelViewSet):
    model = RegulatedStatus
    icon = "key"
    menu_label = gettext_lazy("Regulated status")
    form_fields = ("status", "starts_on")
    copy_view_enabled = False
    add_to_reference_index = False
    add_view_class = StatusCreateView
    list_display = (
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        Column("starts_on", label=gettext_lazy("From"), accessor=first_day),
        Column("chosen_by", label=gettext_lazy("Chosen by")),
        Column("chosen_at", label=gettext_lazy("Chosen"), accessor=moment("chosen_at")),
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_index_view_kwargs(**kwargs), "page_title": self.menu_label}

    def get_form_class(self, for_update: bool = False) -> Any:
        return StatusForm

    def get_permissions_to_register(self) -> Any:
        wanted = ("view_regulatedstatus", "add_regulatedstatus")
        return super().get_permissions_to_register().filter(codename__in=wanted)

    def on_register(self) -> None:
        register_permission_policy(self.model, AddOnlyPolicy(self.model), exact_class=True)
        super().on_register()
