"""What home and campaign pages share: a story in blocks, and the crowdfund that stands beside its opening."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamBlock
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import read_together
from cms.body_field import BodyField
from cms.models import BasePage, CampaignImage
from cms.page_types import type_id
from cms.public_tree import PublicPage, public_page, public_tree
from pages import asks
from pages.asks import ask_context
from pages.blocks import CampaignStoryBlock, StoryBlock
from pages.reads import read_for

if TYPE_CHECKING:
    from pages.models.crowdfund import CrowdfundPage


def body_of(stream: StreamBlock) -> BodyField:
    return BodyField(stream, verbose_name=_("body"), blank=True, help_text=_("The page itself, block by block."))


class BodyPage(BasePage):
    """A page with a body of blocks: of all blocks, unless its type names another stream."""

    body = body_of(StoryBlock())

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def crowdfund_keys(self) -> set[UUID]:
        """Of the crowdfunds that the page tells of."""
        linked = (public_page(block.value["page"]) for block in self.body if block.block_type == "crowdfund")
        return {page.translation_key for page in linked if page}

    def pictures(self) -> list[CampaignImage]:
        """Those that the page shows, in its body and when it is shared."""
        in_body = [picture for block in self.body for picture in getattr(block.value, "pictures", ())]
        return [*([self.social_image] if self.social_image else []), *in_body]

    def read_together(self, request: HttpRequest) -> None:
        """Whatever the blocks show, in a few queries however many they are: else each would ask for its own."""
        read_together(self.body)
        prefetch_related_objects(self.pictures(), "renditions")
        asks.read_together(self.crowdfund_keys(), request)
        read_for(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.read_together(request)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context


class StoryPage(BodyPage):
    """A page that opens with an ask."""

    body = body_of(CampaignStoryBlock())

    crowdfund = models.ForeignKey(
        "pages.CrowdfundPage",
        verbose_name=_("crowdfund"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its tracker and the form to give stand at the top of this page."),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("crowdfund"), FieldPanel("body")]

    class Meta:
        abstract = True

    def crowdfund_keys(self) -> set[UUID]:
        page = public_page(self.crowdfund_id)
        return super().crowdfund_keys() | ({page.translation_key} if page else set())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **self._ask(request), "listed": self.listed()}

    def _ask(self, request: HttpRequest) -> dict[str, Any]:
        if page := public_page(self.crowdfund_id):
            return ask_context(page.translation_key, request)
        if getattr(request, "is_preview", False) and (draft := self._draft_below()):
            return draft.draft_ask()
        return {"crowdfund": None}

    def _draft_below(self) -> "CrowdfundPage | None":
        """The crowdfund that is written together with this page: who may edit the one may edit the other."""
        # Of a page that is new there is nothing below yet.
        below = self.crowdfund if self.path and self.crowdfund_id else None
        return below.get_latest_revision_as_object() if below and below.is_descendant_of(self) else None

    def listed(self) -> list[PublicPage]:
        """Pages that this one leads to by itself."""
        return []


def below(page: Page, *models: str) -> list[PublicPage]:
    """What everybody may see below a page, of these types only."""
    tree = public_tree()
    found = tree.get(page.pk)
    types = [type_id(apps.get_model("pages", model)) for model in models]
    pages = [each for kind in types for each in tree.below(found, kind)] if found else []
    return sorted(pages, key=lambda each: each.path)
