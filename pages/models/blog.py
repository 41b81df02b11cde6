"""A blog and its posts, each with the people who wrote it."""

import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.models import TopicsField
from pages.contributions.agreement import refuse_unagreed
from pages.contributions.post_form import PostForm
from pages.feeds.addresses import feed_url_of
from pages.models.story import BodyPage
from pages.models.talk import TalkPage
from pages.panels import TopicsPanel
from pages.post_lists import post_list
from pages.post_querysets import PostQuerySet
from pages.posts import authors_of, blog_of, place_in_series, topics_of
from pages.reads import BLOCK, Read, read_for

WORDS_A_MINUTE = 220
"""So fast people read; Brysbaert (2019) measured 238 on average, and fewer on a screen."""

FURTHER_READS = 3


class BlogIndexPage(BodyPage):
    """Lists its posts and those of its series, the newest first. Its body stands below the list."""

    show_in_menus_default = True
    page_description = _("A blog: lists its posts, and those of its series, by day and topic.")
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.BlogPostPage", "pages.SeriesPage", "pages.PersonPage"]

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        posts = post_list(self.posts(), request, topics_below=self)
        feed_url = feed_url_of(self.pk, posts.topic["slug"] if posts.topic else "")
        return {**context, "posts": posts, "feed_url": feed_url}

    def posts(self) -> PostQuerySet:
        """Its own and those of its series."""
        return BlogPostPage.objects.for_everybody().below(self)


class BlogPostPage(TalkPage, BodyPage):
    """Words are translated; day, topics and people are edited on the source page only."""

    date = models.DateField(
        _("day"), default=timezone.localdate, help_text=_("Shown to readers; the newest stands first.")
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
        # Of a person whose page is not for everybody readers are told the name alone.
        index.RelatedFields("post_authors", [index.RelatedFields("person", [index.SearchField("title")])]),
        index.RelatedFields("topics", [index.SearchField("name")]),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("slug", "date", "topics", "post_authors", "comments")
    ]
    base_form_class = PostForm
    page_description = _("A text with the people who wrote it, its day and its topics.")
    parent_page_types = ["pages.BlogIndexPage", "pages.SeriesPage", "pages.PressPage"]
    subpage_types: list[str] = []

    objects = PageManager.from_queryset(PostQuerySet)()

    class Meta:
        verbose_name = _("blog post")
        verbose_name_plural = _("blog posts")
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="newest_posts")]

    @classmethod
    def to_show(cls) -> Any:
        return super().to_show().with_all_told()  # type: ignore[attr-defined]

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> None:
        """Whatever leads here: form, workflow, clock, many at once. Raises: NotAgreed."""
        refuse_unagreed(self, revision.as_object())
        super().publish(revision, *args, **kwargs)

    @property
    def reading_minutes(self) -> int:
        """How long its words take to read, rounded up; 0 without any."""
        text = self.body.stream_block.get_searchable_content(self.body)
        return -(-len(" ".join(text).split()) // WORDS_A_MINUTE)

    @property
    def updated_on(self) -> datetime.date | None:
        """The day on which it was last published, when that is later than readers would think."""
        if self.first_published_at is None or self.last_published_at is None:
            return None
        last = timezone.localdate(self.last_published_at)
        return last if last > max(self.date, timezone.localdate(self.first_published_at)) else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        told = {"authors": authors_of(self), "topics": topics_of(self), "place": place_in_series(self)}
        return {**context, **told, "blog": blog_of(self), "reads": self.further_reads(request)}

    def further_reads(self, request: HttpRequest) -> list[Read]:
        """What it leads on to by itself: nothing where an editor chose what stands in its body."""
        chosen = any(block.block_type == BLOCK for block in self.body)
        return [] if chosen else read_for(self, request).fill(FURTHER_READS)


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
