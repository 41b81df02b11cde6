"""The base of every page type: what all pages have in common. Page types live in pages/models/."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from cms import caching
from cms.page_form import PageForm
from cms.public_tree import public_tree, restrictions_of


class BasePage(Page):
    """An introduction that says in a sentence what the page is about, and a picture for when it is shared."""

    introduction = models.TextField(
        _("introduction"),
        max_length=400,
        blank=True,
        help_text=_("One or two plain sentences. Shown in large type under the title, in lists and in search results."),
    )
    social_image = models.ForeignKey(
        "cms.CampaignImage",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when somebody shares the page. 1,200 by 630 pixels or larger."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Address"),
                    help_text=_("The last part of the page’s address: small letters, digits and hyphens."),
                ),
                FieldPanel(
                    "seo_title",
                    heading=_("Title for search engines"),
                    help_text=_("Also in the browser’s tab. Left empty, the page’s own title is used."),
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description for search engines"),
                    help_text=_("Also when somebody shares the page. Left empty, the introduction is used."),
                ),
                FieldPanel("social_image"),
                FieldPanel(
                    "show_in_menus",
                    heading=_("Show in the menu"),
                    help_text=_("The menu at the top of every page has pages right below the home page."),
                ),
            ],
            heading=_("Promote"),
        )
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]
    base_form_class = PageForm

    class Meta:
        abstract = True

    @classmethod
    def to_show(cls) -> "models.QuerySet[Self]":
        """Pages of this type, each in one query with all that stands on its own page and lies in no block."""
        return cls.objects.select_related("social_image")

    @property
    def summary(self) -> str:
        """What lists, search results and shared links say of the page."""
        return self.search_description or self.introduction

    def get_admin_display_title(self) -> str:
        """What the public reads while it is published: what a draft calls it is nobody's business who does not edit it.

        Wagtail shows it to everybody who may link to the page. The editor of the page shows the draft itself.
        """
        return str(self.title if self.live else super().get_admin_display_title())

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Who may read the page; that everybody may is known without a query."""
        if public_tree().get(self.pk):
            return PageViewRestriction.objects.none()
        return restrictions_of(self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        caching.tag_response(request, caching.CONTENT)
        return super().serve(request, *args, **kwargs)
