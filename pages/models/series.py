"""Posts that belong together and have an order."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from pages.feeds.addresses import feed_url_of
from pages.models.blog import BlogPostPage
from pages.models.call import CallPage
from pages.models.story import BodyPage
from pages.posts import MOST_PARTS, Card, cards


class SeriesPage(CallPage, BodyPage):
    """Its parts are the posts right below it, in the tree's order. Its body introduces them."""

    content_panels = [*BodyPage.content_panels, CallPage.call_panel]
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("slug", "call_until")]
    page_description = _("Posts in an order of their own: part 1, part 2, and so on.")
    parent_page_types = ["pages.BlogIndexPage"]
    subpage_types = ["pages.BlogPostPage"]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, "parts": self.parts(), "feed_url": feed_url_of(self.pk)}

    def parts(self) -> list[Card]:
        """In their order."""
        return cards(BlogPostPage.objects.for_everybody().right_below(self)[:MOST_PARTS])
