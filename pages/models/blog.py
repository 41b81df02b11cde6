"""A blog and its posts, each with the people who wrote it."""

import datetime
import math

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.models import TopicsField
from pages.contributions.post_form import PostForm
from pages.models.story import BodyPage
from pages.models.talk import TalkPage
from pages.panels import TopicsPanel

WORDS_A_MINUTE = 220
"""So fast people read; Brysbaert (2019) measured 238 on average, and fewer on a screen."""


class BlogIndexPage(BodyPage):
    """Lists its posts and those of its series, the newest first. Its body stands below the list."""

    show_in_menus_default = True
    page_description = _("A blog: lists its posts, and those of its series, by day and topic.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.BlogPostPage", "pages.SeriesPage", "pages.PersonPage"]

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")


class BlogPostPage(TalkPage, BodyPage):
    """Words are translated; day, topics and people are edited on the source page only."""

    date = models.DateField(
        _("day"), default=timezone.localdate, db_index=True, help_text=_("Shown to readers; the newest stands first.")
    )
    topics = TopicsField(help_text=_("What it is about: three at most. The blog can be read by topic."))
    byline = models.CharField(
        _("byline"),
        max_length=160,
        blank=True,
        help_text=_("Who wrote it, when they have no page here: “Mary, a councillor in Frome”."),
    )

    content_panels = [
        *BodyPage.content_panels[:-1],
        MultiFieldPanel(
            [
                InlinePanel("post_authors", label=_("person"), heading=_("People")),
                FieldPanel("byline"),
                FieldPanel("date"),
            ],
            heading=_("Who wrote it, and when"),
        ),
        TopicsPanel("topics"),
        BodyPage.content_panels[-1],
    ]
    settings_panels = [*BodyPage.settings_panels, TalkPage.comments_panel]
    search_fields = [
        *BodyPage.search_fields,
        index.SearchField("byline"),
        index.RelatedFields(
            "post_authors",
            [index.RelatedFields("person", [index.SearchField("title"), index.SearchField("affiliation")])],
        ),
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("slug", "date", "topics", "post_authors", "comments")
    ]
    base_form_class = PostForm
    page_description = _("A text with the people who wrote it, its day and its topics.")
    parent_page_types = ["pages.BlogIndexPage", "pages.SeriesPage", "pages.PressPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("blog post")
        verbose_name_plural = _("blog posts")

    @property
    def reading_minutes(self) -> int:
        """How long its words take to read, rounded up; 0 without any."""
        text = self.body.stream_block.get_searchable_content(self.body)
        return math.ceil(len(" ".join(text).split()) / WORDS_A_MINUTE)

    @property
    def updated_on(self) -> datetime.date | None:
        """The day on which it was last published, when that is later than readers would think."""
        if self.first_published_at is None or self.last_published_at is None:
            return None
        last = timezone.localdate(self.last_published_at)
        return last if last > max(self.date, timezone.localdate(self.first_published_at)) else None


class PostAuthor(Orderable):
    """Somebody with a page here who wrote a post, alone or with others."""

    page = ParentalKey(BlogPostPage, on_delete=models.CASCADE, related_name="post_authors")
    person = models.ForeignKey(
        "pages.PersonPage", verbose_name=_("person"), on_delete=models.CASCADE, related_name="authorships"
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")

    def __str__(self) -> str:
        return str(self.person)
