"""From how many answers on a meeting is proposed, and how near they must be: one row for each site."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="site")
class MeetingsWantedSettings(BaseSiteSetting):
    """Edited under “Settings”; the public page says both numbers."""

    enough = models.PositiveSmallIntegerField(
        _("answers that make a proposal"),
        default=10,
        validators=[MinValueValidator(5), MaxValueValidator(500)],
        help_text=_("So many people must want a meeting near one place before its hub is asked to plan one."),
    )
    miles = models.PositiveSmallIntegerField(
        _("miles around it"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("So far from the place, in a straight line, may their towns be."),
    )

    panels = [FieldPanel("enough"), FieldPanel("miles")]

    class Meta:
        verbose_name = _("meetings wanted")

    @classmethod
    def current(cls) -> "MeetingsWantedSettings":
        """Those of the default site; the ones to begin with while nothing is set up."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()
