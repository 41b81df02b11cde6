"""What a series has that asks people to write for it."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.models import BasePage


class CallPage(BasePage):
    """Words are translated; the last day is edited on the source page only. Without words nobody is asked."""

    call = models.TextField(
        _("call for contributions"),
        max_length=1000,
        blank=True,
        help_text=_("What you look for, for example “Think pieces by women on alliances”. Empty: nobody is asked."),
    )
    call_until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("People can send texts until the end of this day.")
    )

    call_panel = MultiFieldPanel([FieldPanel("call"), FieldRowPanel([FieldPanel("call_until")])], heading=_("Guests"))

    class Meta:
        abstract = True

    def takes_contributions(self, today: date | None = None) -> bool:
        return bool(self.call) and (self.call_until is None or self.call_until >= (today or timezone.localdate()))
