"""How a meeting went, told afterwards: what happened, what people want next, how many came."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.public_tree import public_page
from pages.models.story import BodyPage
from pages.report_forms import ReportForm

FACTS = ("event_page", "original_date", "held_on", "place", "people")
"""What no language changes."""


class MeetingReportPage(BodyPage):
    """Words are translated; facts are edited on the source page only. The body says what happened, and shows photos.

    `original_date` names the date of `event_page` from which it was begun; one that was begun in the admin has none.
    Which date is told of is put in force by events/services/reports.py.
    """

    event_page = models.ForeignKey(
        "pages.EventPage",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page of the meeting or series: it, its hub and this page then lead to each other."),
    )
    original_date = models.DateField(null=True, blank=True, editable=False)
    held_on = models.DateField(_("day"), help_text=_("When people met."))
    place = models.CharField(_("place"), max_length=410, blank=True, help_text=_("For example “Town hall, Frome”."))
    people = models.PositiveIntegerField(
        _("how many came"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1_000_000)],
        help_text=_("Leave it empty if nobody counted."),
    )
    next_steps = models.TextField(
        _("what people want next"),
        max_length=4000,
        blank=True,
        help_text=_("What was decided, and who does what. Plain text; an empty line begins a new paragraph."),
    )

    content_panels = [
        *BodyPage.content_panels,
        FieldPanel("next_steps"),
        MultiFieldPanel(
            [
                FieldPanel("event_page"),
                FieldRowPanel([FieldPanel("held_on"), FieldPanel("people")]),
                FieldPanel("place"),
            ],
            heading=_("When and where"),
        ),
    ]
    search_fields = [*BodyPage.search_fields, index.SearchField("next_steps"), index.SearchField("place")]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", *FACTS)]
    base_form_class = ReportForm
    page_description = _("How a meeting went: what happened, what people want next, photos.")
    parent_page_types = ["pages.HubPage", "pages.HomePage"]
    subpage_types: list[str] = []
    has_workflow = False
    """What a hub tells of its meetings goes live at once, as the meetings do."""

    class Meta:
        verbose_name = _("meeting report")
        verbose_name_plural = _("meeting reports")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "event_page": public_page(self.event_page_id)}
