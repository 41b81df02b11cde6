"""What pages have in common under which readers comment."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import BasePage
from cms.public_tree import PublicPage, public_page
from community.reading import read_first
from community.talks import Mode, Talk


def comments_field(default: Mode) -> models.CharField:
    """Of all languages of a page: name it in its `override_translatable_fields`."""
    return models.CharField(
        _("comments"),
        max_length=6,
        choices=Mode.choices,
        default=default,
        help_text=_("Whether readers comment under this page, in all its languages."),
    )


class TalkPage(BasePage):
    """A page under which readers comment while it is published."""

    comments = comments_field(Mode.OPEN)

    comments_panel = FieldPanel("comments")

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        page, mode = public_page(self), mode_now(self.comments, self.first_published_at, timezone.now())
        if page is None or mode == Mode.OFF or getattr(request, "is_preview", False):
            return context
        return {**context, "comments": read_first(Talk(page=page, mode=mode), request)}


def mode_in_force(page: PublicPage, now: datetime) -> Mode:
    """As it was last published. Off where a page of this type has no comments."""
    model = ContentType.objects.get_for_id(page.content_type_id).model_class()
    if model is None or not issubclass(model, TalkPage):
        return Mode.OFF
    comments, since = model._default_manager.values_list("comments", "first_published_at").get(pk=page.pk)
    return mode_now(comments, since, now)


def mode_now(comments: str, since: datetime | None, now: datetime) -> Mode:
    """What editors chose, and closed by itself COMMENTS_CLOSE_AFTER_DAYS after the page was first published."""
    days = settings.COMMENTS_CLOSE_AFTER_DAYS
    is_over = bool(days and since and since + timedelta(days=days) <= now)
    return Mode.CLOSED if comments == Mode.OPEN and is_over else Mode(comments)
