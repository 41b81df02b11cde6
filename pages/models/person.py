"""Somebody who writes here: who they are, and what they wrote."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.models import CampaignImage
from pages.models.blog import BlogPostPage
from pages.models.story import BodyPage
from pages.post_lists import post_list
from pages.post_querysets import PostQuerySet

PHOTO = "fill-320x320|format-webp"


class PersonPage(BodyPage):
    """The title is the name. Its introduction is a short profile, its body a longer one."""

    affiliation = models.CharField(
        _("affiliation"),
        max_length=160,
        blank=True,
        help_text=_("A party, a council, a group: whom they speak for."),
    )
    photo = models.ForeignKey(
        "cms.CampaignImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *BodyPage.content_panels[:-2],
        FieldPanel("affiliation"),
        FieldPanel("photo"),
        *BodyPage.content_panels[-2:],
    ]
    search_fields = [*BodyPage.search_fields, index.SearchField("affiliation")]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", "photo")]
    page_description = _("Somebody who writes here, with a short profile.")
    parent_page_types = ["pages.HomePage", "pages.StandardPage", "pages.BlogIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def pictures(self) -> list[CampaignImage]:
        return [*super().pictures(), *([self.photo] if self.photo else [])]

    @classmethod
    def to_show(cls) -> "models.QuerySet[Self]":
        return super().to_show().select_related("photo")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "posts": post_list(self.posts(), request)}

    def posts(self) -> PostQuerySet:
        """What they wrote, in the language of this page."""
        return BlogPostPage.objects.for_everybody().filter(locale=self.locale_id).written_by(self.translation_key)
