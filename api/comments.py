"""What the JSON of a page tells of the comments under it."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from api.schemas.comments import Mode, TalkSummary
from cms.addresses import absolute
from cms.public_tree import PublicPage
from community import talks
from community.reading import count_shown
from pages.models.talk import TalkPage, mode_now


def summary(page: PublicPage, found: TalkPage, request: HttpRequest) -> TalkSummary | None:
    """None where a page has no comments."""
    mode = mode_now(found.comments, found.first_published_at, timezone.now())
    if mode == talks.Mode.OFF:
        return None
    return TalkSummary(
        mode=cast(Mode, mode.value),
        shown=count_shown(talks.Talk(page=page, mode=mode), request),
        api_url=absolute(reverse("api:comments", args=[page.pk])),
    )
