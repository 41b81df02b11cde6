"""A site with so many posts, filled past the page models: a hundred thousand of them would take an hour."""

import json
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from cms import caching
from cms.models import Topic
from pages.models import BlogIndexPage, BlogPostPage, HomePage

WORDS = "Rents rise faster than wages in every town that we asked. " * 40
AT_ONCE = 5_000
DAYS = {
    "sqlite": "date(%s, '-' || (page_ptr_id %% 3000) || ' days')",
    "postgresql": "%s::date - (page_ptr_id %% 3000)::integer",
}


def fill(posts: int, per_blog: int) -> None:
    """Blogs below the English home, with no more than so many posts each, every second on a topic.

    The first post has a long text.
    """
    home = HomePage.objects.get(locale__language_code="en")
    blog = home.add_child(instance=BlogIndexPage(title="Blog", slug="blog", locale=home.locale, show_in_menus=True))
    post = blog.add_child(instance=BlogPostPage(title="Post", slug="post", locale=home.locale, body=_body()))
    with transaction.atomic():
        _copy(blog, home, range(1, -(-posts // per_blog)))
        _own_rows(blog, {})
        numbers = iter(range(1, posts))
        for parent in BlogIndexPage.objects.order_by("path"):
            _copy(post, parent, [number for _, number in zip(range(per_blog - parent.numchild), numbers, strict=False)])
        _own_rows(post, {"body": "'[]'"})
        _spread_posts()
    caching.purge(caching.CONTENT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _body() -> str:
    return json.dumps([{"type": "text", "value": f"<p>{WORDS}</p>", "id": str(uuid.uuid4())} for _ in range(3)])


def _copy(page: Page, parent: Page, numbers: Sequence[int]) -> None:
    """Pages of the type of `page` below `parent`, after what is there."""
    now, there = timezone.now(), Page.objects.get(pk=parent.pk).numchild
    rows = [
        Page(
            path=Page._get_path(parent.path, page.depth, there + place),
            depth=page.depth,
            title=f"{page.title} {number}",
            draft_title=f"{page.title} {number}",
            slug=f"{page.slug}-{number}",
            url_path=f"{parent.url_path}{page.slug}-{number}/",
            locale_id=page.locale_id,
            content_type_id=page.content_type_id,
            translation_key=uuid.uuid4(),
            show_in_menus=page.show_in_menus and number < 5,
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now - timedelta(minutes=number),
        )
        for place, number in enumerate(numbers, start=1)
    ]
    Page.objects.bulk_create(rows, batch_size=AT_ONCE)
    Page.objects.filter(pk=parent.pk).update(numchild=there + len(rows))


def _own_rows(page: Any, changed: dict[str, str]) -> None:
    """What pages of its type have beside what all pages have, as this one has it."""
    columns = [field.column for field in page._meta.local_concrete_fields if not field.primary_key]
    names, table = ", ".join(f'"{column}"' for column in columns), page._meta.db_table
    values = ", ".join(changed.get(column, f'one."{column}"') for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (page_ptr_id, {names}) SELECT page.id, {values}"
            f" FROM wagtailcore_page AS page JOIN {table} AS one ON one.page_ptr_id = %s"
            " WHERE page.content_type_id = %s AND page.id <> %s",
            [page.pk, page.content_type_id, page.pk],
        )


def _spread_posts() -> None:
    """Over three thousand days; half of them on a topic."""
    topic = Topic.objects.create(name="Housing", slug="housing")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE pages_blogpostpage SET date = {DAYS[connection.vendor]}", [date(2026, 11, 30)])
        cursor.execute(
            "INSERT INTO pages_blogpostpage_topics (blogpostpage_id, topic_id)"
            " SELECT page_ptr_id, %s FROM pages_blogpostpage WHERE page_ptr_id %% 2 = 0",
            [topic.pk],
        )
