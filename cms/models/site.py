"""What is said of the organisation in one place: its name, its campaign's name, its legal imprint, its address."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.kept_tables import KeptTable


@register_setting(icon="group")
class OrganisationSettings(BaseSiteSetting):
    """Used by pages, mails, feeds and the checkout. Each name stands here once."""

    organisation_name = models.CharField(
        _("organisation's name"),
        max_length=120,
        blank=True,
        help_text=_("As people know you, for example “Compass”. Shown at the top of every page and in every mail."),
    )
    campaign_name = models.CharField(
        _("campaign's name"),
        max_length=120,
        blank=True,
        help_text=_(
            "What the campaign calls itself. For front ends of your own, by the API: the pages here do not show it."
        ),
    )
    contact_email = models.EmailField(
        _("contact address"), blank=True, help_text=_("Where people write to with questions about the site or a gift.")
    )
    imprint_promoter = models.CharField(
        _("promoter"),
        max_length=255,
        blank=True,
        help_text=_(
            "Name and postal address of whoever causes this to be published. The Elections Act 2022 asks for it."
        ),
    )
    imprint_on_behalf_of = models.CharField(
        _("on behalf of"),
        max_length=255,
        blank=True,
        help_text=_("Name and postal address of those on whose behalf it is published, when it is someone else."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("organisation_name"), FieldPanel("campaign_name"), FieldPanel("contact_email")],
            heading=_("Names"),
        ),
        MultiFieldPanel(
            [FieldPanel("imprint_promoter"), FieldPanel("imprint_on_behalf_of")], heading=_("Legal imprint")
        ),
    ]

    class Meta:
        verbose_name = _("organisation")

    @property
    def imprint(self) -> str:
        """The line that the law asks for, in the reader's language; empty while it is not known who promotes this."""
        if not self.imprint_promoter:
            return ""
        if not self.imprint_on_behalf_of:
            return gettext("Promoted by %(promoter)s.") % {"promoter": self.imprint_promoter}
        names = {"promoter": self.imprint_promoter, "behalf": self.imprint_on_behalf_of}
        return gettext("Promoted by %(promoter)s on behalf of %(behalf)s.") % names

    @classmethod
    def current(cls) -> "OrganisationSettings":
        """Those of the default site, kept until they change; empty ones while nothing is set up."""
        return next(iter(_of_default_site.rows()), None) or cls()

    def name_its_site(self) -> None:
        """Give Wagtail's own record of the site the organisation's name: some pages of its admin are headed by it."""
        if self.site.site_name != self.organisation_name:
            self.site.site_name = self.organisation_name
            self.site.save(update_fields=["site_name"])


_of_default_site = KeptTable("organisation", lambda: OrganisationSettings.objects.filter(site__is_default_site=True))
