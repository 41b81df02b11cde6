"""Lists of posts look at the posts that they show, not at all pages of the site for each."""

import pytest
from django.db import connection

from pages.models import BlogPostPage
from tests.factories.pages import place_blog, place_post

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
def test_a_closed_place_is_looked_for_without_reading_all_pages() -> None:
    place_post("One")
    # With what a site knows of its tables: as long as no page is closed, nothing is known of that one.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    plan = BlogPostPage.objects.for_everybody().below(place_blog()).newest_first().explain()

    read_in_whole = [line for line in plan.splitlines() if "SCAN" in line]
    assert [line for line in read_in_whole if "wagtailcore_page" in line and "restriction" not in line] == []
