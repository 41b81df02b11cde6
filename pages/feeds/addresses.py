"""Where the feed of a page is: /feeds/ and then the page's own address, below the prefix of its language."""

from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse
from django.utils.translation import override

from cms.page_types import type_id
from cms.public_tree import PublicPage, home_path, public_tree

WITH_FEED = ("BlogIndexPage", "SeriesPage", "PressPage", "HubPage")


def has_feed(page: PublicPage) -> bool:
    models = (apps.get_model("pages", name) for name in WITH_FEED)
    return page.content_type_id in set(map(type_id, models))


def feed_path(page: PublicPage, topic: str = "") -> str:
    """/cy/feeds/straeon/ of /cy/straeon/; with the slug of a topic only what is about that."""
    with override(page.language):
        path = reverse("feed", args=[page.url.removeprefix(home_path(page.language)).strip("/")])
    return f"{path}?{urlencode({'topic': topic})}" if topic else path


def feed_url_of(pk: int | None, topic: str = "") -> str:
    """'' unless everybody may see the page."""
    page = public_tree().get(pk)
    return feed_path(page, topic) if page else ""
