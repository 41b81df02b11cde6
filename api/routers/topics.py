"""The operation on topics. Those exist here that something public is about."""

from django.http import HttpRequest
from django.utils import translation
from ninja import Router

from api.openapi import answers
from api.parameters import InLanguage
from api.schemas.topics import Topic, Topics
from cms.caching import CONTENT, tag_response
from events.calendar import topics
from events.models import CALENDAR

router = Router(tags=["Events"])


@router.get(
    "",
    response=Topics,
    url_name="topics",
    operation_id="list_topics",
    summary="What events are about",
    openapi_extra=answers(304),
)
def list_topics(request: HttpRequest, locale: InLanguage = "en") -> Topics:
    """All topics by which events can be asked for."""
    translation.activate(locale)
    tag_response(request, CONTENT, CALENDAR)
    found = topics()
    return Topics(items=[Topic(slug=row.slug, title=row.title) for row in found], total=len(found))
