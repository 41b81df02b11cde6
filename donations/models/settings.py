"""What the treasurer decides about the handling of money: one row for the organisation."""

from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from donations.fields import AmountField

DEFAULT_LIMIT_MINOR = 50_000


@register_setting(icon="tick-inverse")
class MoneySettings(BaseSiteSetting):
    """Edited under “Settings”; each change is in Wagtail's log."""

    approval_limit_minor = AmountField(
        _("one person is enough up to"),
        default=DEFAULT_LIMIT_MINOR,
        validators=[MinValueValidator(0, _("Enter 0 or more"))],
        help_text=_(
            "Cheques, cash and bank transfers above this amount are approved by somebody else than who entered them. "
            "With 0, a second person approves each of them."
        ),
    )

    panels = [FieldPanel("approval_limit_minor")]

    class Meta:
        verbose_name = _("money")

    @classmethod
    def current(cls) -> "MoneySettings":
        """Those of the default site; the ones to begin with while nothing is set up."""
        return cls.objects.filter(site__is_default_site=True).first() or cls()
