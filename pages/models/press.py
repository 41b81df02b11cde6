"""What journalists look for: whom to call, press releases, files, who we are."""

import re
from typing import Any

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import CollectionViewRestriction, Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from pages.feeds.addresses import feed_url_of
from pages.models.blog import BlogPostPage
from pages.models.story import BodyPage
from pages.post_lists import post_list
from pages.post_querysets import PostQuerySet


class PressPage(BodyPage):
    """Its press releases are the posts right below it."""

    contact_name = models.CharField(_("press contact"), max_length=120, blank=True, help_text=_("Whom to ask for."))
    contact_phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("Everybody sees it. For example “020 7946 0123”.")
    )
    contact_email = models.EmailField(_("email address"), blank=True, help_text=_("Everybody sees it."))
    contact_note = models.CharField(
        _("when they answer"), max_length=160, blank=True, help_text=_("For example “Weekdays, 9 to 18”.")
    )
    about = models.TextField(
        _("about the organisation"),
        max_length=2000,
        blank=True,
        help_text=_("What journalists may quote of who you are. Plain text; an empty line begins a new paragraph."),
    )

    content_panels = [
        *BodyPage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact_name", "contact_phone", "contact_email", "contact_note")],
            heading=_("Press contact"),
        ),
        InlinePanel("downloads", label=_("download"), heading=_("Downloads")),
        FieldPanel("about"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("slug", "contact_name", "contact_phone", "contact_email")
    ]
    page_description = _("For journalists: whom to call, press releases, files, who we are.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.BlogPostPage"]

    class Meta:
        verbose_name = _("press page")
        verbose_name_plural = _("press pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        told = {"posts": post_list(self.releases(), request), "downloads": self.public_downloads()}
        return {**context, **told, "feed_url": feed_url_of(self.pk)}

    def releases(self) -> PostQuerySet:
        return BlogPostPage.objects.for_everybody().right_below(self)

    def public_downloads(self) -> list["PressDownload"]:
        """Without those in private collections: of them nothing is told."""
        return list(PressDownload.objects.filter(page=self).exclude(_is_closed()).select_related("document"))

    @property
    def phone_link(self) -> str:
        """The number as telephones read it; '' without one."""
        digits = re.sub(r"\(0\)|[^\d+]", "", self.contact_phone)
        return f"tel:{digits}" if digits else ""


def _is_closed() -> Exists:
    place = ExpressionWrapper(OuterRef("document__collection__path"), output_field=models.CharField())
    closed = CollectionViewRestriction.objects.alias(place=place)
    return Exists(closed.filter(place__startswith=F("collection__path")))


class PressDownload(TranslatableMixin, Orderable):
    """A file for journalists: photos, a logo, a fact sheet."""

    page = ParentalKey(PressPage, on_delete=models.CASCADE, related_name="downloads")
    title = models.CharField(
        _("title"), max_length=160, blank=True, help_text=_("Left empty, the document’s own title is used.")
    )
    document = models.ForeignKey(
        "cms.CampaignDocument", verbose_name=_("document"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("document"), FieldPanel("title")]
    override_translatable_fields = [SynchronizedField("document", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("download")

    def __str__(self) -> str:
        return self.title or str(self.document)
