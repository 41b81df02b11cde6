"""Updates to supporters in the admin: written, previewed as mail, and sent with one button that says to how many."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from cms.cells import InspectRowView
from cms.models import OrganisationSettings
from donations.models import Crowdfund, SupporterUpdate
from donations.services.updates import (
    ChangedSince,
    change_draft,
    delete_draft,
    mail_context,
    order_update,
    recipients,
    words_of,
)

SENT_UPDATE = "donations.send_update"
CHANGE = "donations.change_supporterupdate"
URLS = "supporterupdate"


class UpdateForm(WagtailAdminModelForm):
    locale = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("It goes to those who gave in this language. Write one in each language you need."),
    )

    class Meta:
        model = SupporterUpdate
        fields = ["crowdfund", "locale", "subject", "text", "with_spending"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["crowdfund"].queryset = Crowdfund.objects.in_force()


class WriteUpdateView(CreateView):
    def save_instance(self) -> SupporterUpdate:
        self.form.instance.written_by, self.form.instance.written_at = self.request.user, timezone.now()
        written: SupporterUpdate = super().save_instance()
        return written

    def get_success_url(self) -> str:
        return reverse(f"{URLS}:inspect", args=[self.object.pk])


class DraftsOnly:
    """What has been sent is no longer changed."""

    def get_object(self, queryset: Any = None) -> SupporterUpdate:
        found: SupporterUpdate = super().get_object(queryset)  # type: ignore[misc] # of the view beside it
        if found.ordered_at is not None:
            raise PermissionDenied
        return found


class EditUpdateView(DraftsOnly, EditView):
    def save_instance(self) -> SupporterUpdate:
        typed = {name: self.form.cleaned_data[name] for name in self.form.Meta.fields}
        if not change_draft(update_id=self.object.pk, changes=typed):
            raise PermissionDenied
        if self.form.has_changed():
            log(instance=self.form.instance, action="wagtail.edit", user=self.request.user, content_changed=True)
        changed: SupporterUpdate = self.form.instance
        return changed

    def get_success_url(self) -> str:
        return reverse(f"{URLS}:inspect", args=[self.object.pk])


class DeleteUpdateView(DraftsOnly, DeleteView):
    def delete_action(self) -> None:
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user)
            if not delete_draft(update_id=self.object.pk):
                raise PermissionDenied


def how_far(update: SupporterUpdate) -> str:
    """Whether it is a draft, is going out, or has gone out, and to how many."""
    if update.ordered_at is None:
        return _("Draft")
    words = _("Sent to %(count)s") if update.sent_at else _("Going out, to %(count)s so far")
    return words % {"count": update.sent_to}


def _link(update: SupporterUpdate) -> SafeString:
    words = _("See it") if update.ordered_at else _("Preview and send")
    return format_html('<a href="{}">{}</a>', reverse(f"{URLS}:inspect", args=[update.pk]), words)


class UpdateIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().select_related("crowdfund")
        return rows.prefetch_related("crowdfund__texts")

    def get_edit_url(self, instance: SupporterUpdate) -> str | None:
        return None if instance.ordered_at else super().get_edit_url(instance)

    def get_delete_url(self, instance: SupporterUpdate) -> str | None:
        return None if instance.ordered_at else super().get_delete_url(instance)


class SendUpdateView(InspectRowView):
    """The mail as it will be, and the button. Whoever presses it twice sends it once."""

    template_name = "wagtailadmin/money/send_update.html"
    page_title = gettext_lazy("Preview and send")
    shown = {"sent": how_far}
    labels = {"sent": gettext_lazy("State")}

    def get_edit_url(self) -> str | None:
        return None if self.object.ordered_at else super().get_edit_url()

    def get_delete_url(self) -> str | None:
        return None if self.object.ordered_at else super().get_delete_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_draft = self.object.ordered_at is None
        more = {
            "update": self.object,
            "as_read": words_of(self.object),
            "mail": preview(self.object, "txt"),
            "may_send": is_draft and self.request.user.has_perm(CHANGE),
            "count": recipients(self.object).count() if is_draft else 0,
        }
        return {**super().get_context_data(**kwargs), **more}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        count, as_read = recipients(self.object).count(), request.POST.get("as_read", "")
        try:
            with transaction.atomic():
                is_ordered = order_update(update_id=self.object.pk, as_read=as_read, now=timezone.now())
                if is_ordered:
                    log(instance=self.object, action=SENT_UPDATE, user=request.user, data={"recipients": count})
        except ChangedSince:
            messages.error(request, _("It was changed in the meantime, and not sent. Read it once more below."))
            return redirect(request.path)
        if is_ordered:
            said = _("It goes out within the next minutes.") if count else _("It is on the page of updates now.")
            messages.success(request, said)
        else:
            messages.error(request, _("It was sent already; nobody gets it twice."))
        return redirect(request.path)


def preview(update: SupporterUpdate, part: str) -> str:
    """The mail as a supporter would get it; its link to stop leads nowhere yet."""
    shared = {"organisation": OrganisationSettings.current(), "site_url": settings.SITE_URL, "stop_url": "#"}
    with translation.override(update.locale):
        return render_to_string(f"mail/supporter_update.{part}", {**shared, **mail_context(update)})


class PreviewView(View):
    """The mail's HTML on a page of its own."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("donations.view_supporterupdate"):
            raise PermissionDenied
        return HttpResponse(preview(get_object_or_404(SupporterUpdate, pk=pk), "html"))


class SupporterUpdateViewSet(ModelViewSet):
    model = SupporterUpdate
    icon = "mail"
    menu_label = gettext_lazy("Updates to supporters")
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = (
        "subject",
        Column("crowdfund", label=gettext_lazy("Crowdfund"), accessor="crowdfund.title"),
        Column("locale", label=gettext_lazy("Language"), accessor=lambda row: dict(settings.LANGUAGES)[row.locale]),
        Column("state", label=gettext_lazy("State"), accessor=how_far),
        Column("send", label="", accessor=_link),
    )
    ordering = ("-written_at",)
    index_view_class = UpdateIndexView
    add_view_class = WriteUpdateView
    edit_view_class = EditUpdateView
    delete_view_class = DeleteUpdateView
    inspect_view_class = SendUpdateView
    inspect_view_fields = ("crowdfund", "subject", "sent")

    def get_form_class(self, for_update: bool = False) -> type[UpdateForm]:
        return UpdateForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("preview/<int:pk>/", PreviewView.as_view(), name="preview")]
