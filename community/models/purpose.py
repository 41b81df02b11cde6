"""What people may be written to about: a short list that administrators keep, and editors choose from."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.models.topic import OTHER_LANGUAGES
from cms.slug_form import SlugForm

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

LONGEST_WORDING = 300


class Purpose(ClusterableModel):
    """One row for all languages. `slug`, made of the first name, is what consents and lists call it, and stays.

    What somebody agreed to stands in the consent: nothing of it changes when a purpose is changed or deleted.
    """

    name = models.CharField(
        _("name"), max_length=60, unique=True, help_text=_("For your lists, such as “News by email”.")
    )
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    wording = models.TextField(
        _("what people agree to"),
        max_length=LONGEST_WORDING,
        help_text=_("It stands beside the box that people tick, such as “Write to me with news, about once a month”."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("wording"),
        InlinePanel("wordings", heading=_("In other languages"), label=_("wording"), min_num=0),
    ]
    base_form_class = SlugForm

    if TYPE_CHECKING:
        wordings: RelatedManager["PurposeWording"]

    class Meta:
        verbose_name = _("purpose of mail")
        verbose_name_plural = _("purposes of mail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class PurposeWording(models.Model):
    """What people agree to, in a language other than the site's main one."""

    purpose = ParentalKey(Purpose, on_delete=models.CASCADE, related_name="wordings")
    locale = models.CharField(_("language"), max_length=12, choices=OTHER_LANGUAGES)
    wording = models.TextField(_("what people agree to"), max_length=LONGEST_WORDING)

    panels = [FieldPanel("locale"), FieldPanel("wording")]

    class Meta:
        verbose_name = _("wording of a purpose")
        verbose_name_plural = _("wordings of purposes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["purpose", "locale"], name="one_wording_per_purpose_and_locale")]

    def __str__(self) -> str:
        return self.wording
