"""A site with so many posts, filled past the page models: a hundred thousand of them would take an hour."""

import json
import uuid
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from cms import caching
from pages.models import BlogIndexPage, BlogPostPage, HomePage

WORDS = "Rents rise faster than wages in every town that we asked. " * 40
AT_ONCE = 5_000


def fill(posts: int, per_blog: int) -> None:
    """Blogs below the English home, with no more than so many posts each; the first post has a long text."""
    home = HomePage.objects.get(locale__language_code="en")
    blogs = []
    for number in range(-(-posts // per_blog)):
        blog = BlogIndexPage(
            title=f"Blog {number}", slug=f"blog-{number}", locale=home.locale, show_in_menus=number < 5
        )
        blogs.append(home.add_child(instance=blog))
    template = blogs[0].add_child(instance=BlogPostPage(title="Post", slug="post", locale=home.locale, body=_body()))
    with transaction.atomic():
        numbers = iter(range(posts - 1))
        for blog in blogs:
            taken = 1 if blog is blogs[0] else 0
            _posts(template, blog, [number for number, _ in zip(numbers, range(per_blog - taken), strict=False)], taken)
        _own_rows(template)
    caching.purge(caching.CONTENT)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _body() -> str:
    return json.dumps([{"type": "text", "value": f"<p>{WORDS}</p>", "id": str(uuid.uuid4())} for _ in range(3)])


def _posts(template: BlogPostPage, blog: BlogIndexPage, numbers: list[int], taken: int) -> None:
    now = timezone.now()
    rows = [
        Page(
            path=Page._get_path(blog.path, blog.depth + 1, place),
            depth=blog.depth + 1,
            title=f"Post {number}",
            draft_title=f"Post {number}",
            slug=f"post-{number}",
            url_path=f"{blog.url_path}post-{number}/",
            locale_id=blog.locale_id,
            content_type_id=template.content_type_id,
            translation_key=uuid.uuid4(),
            first_published_at=now,
            last_published_at=now,
            latest_revision_created_at=now - timedelta(minutes=number),
        )
        for place, number in enumerate(numbers, start=taken + 1)
    ]
    Page.objects.bulk_create(rows, batch_size=AT_ONCE)
    Page.objects.filter(pk=blog.pk).update(numchild=len(numbers) + taken)


def _own_rows(template: BlogPostPage) -> None:
    """What posts have beside what all pages have, as the template has it but for its text; each on a day of its own."""
    columns = [field.column for field in BlogPostPage._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join("'[]'" if column == "body" else f'one."{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO pages_blogpostpage (page_ptr_id, {names}) SELECT page.id, {values}"
            " FROM wagtailcore_page AS page JOIN pages_blogpostpage AS one ON one.page_ptr_id = %s"
            " WHERE page.content_type_id = %s AND page.id <> %s",
            [template.pk, template.content_type_id, template.pk],
        )
        days = "date(%s, '-' || (page_ptr_id %% 3000) || ' days')"
        if connection.vendor == "postgresql":
            days = "%s::date - (page_ptr_id %% 3000)::integer"
        cursor.execute(f"UPDATE pages_blogpostpage SET date = {days}", [date(2026, 11, 30)])
