"""The response cache: finished answers for anonymous readers, kept until something that they show has changed.

A view opts in by tagging its request. Every answer remembers the generation of its tags as it was before it was made;
a write that changes what people see gives the tag a new generation in the same transaction. So a stale answer is never
served, in no process, and a hit costs one query.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from cms.models.cache import CacheTag

CONTENT = "content"
"""The tag of everything that editors publish."""

SECONDS_KEPT = 600
SHARED_FOR_A_SECOND = "public, max-age=0, s-maxage=1"


def tag_response(request: HttpRequest, *tags: str) -> None:
    """Allow the answer to this request to be kept until one of `tags` is purged."""
    request.cache_tags = getattr(request, "cache_tags", frozenset()) | set(tags)  # type: ignore[attr-defined]


def purge(*tags: str) -> None:
    """Make every answer stale that carries one of `tags`, from the moment the current transaction commits."""
    CacheTag.objects.bulk_create(
        [CacheTag(tag=tag, generation=uuid.uuid4()) for tag in tags],
        update_conflicts=True,
        unique_fields=["tag"],
        update_fields=["generation"],
    )


class ResponseCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_answered_from_cache(request):
            return self.get_response(request)
        key = _key(request)
        generations = dict(CacheTag.objects.values_list("tag", "generation"))
        if stored := _stored(key, generations):
            return stored
        response = self.get_response(request)
        tags = getattr(request, "cache_tags", ())
        if tags and response.status_code == 200 and not response.streaming and not response.cookies:
            response.headers.setdefault("Cache-Control", SHARED_FOR_A_SECOND)
            _store(key, response, tags, generations)
        return response


def _may_be_answered_from_cache(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path.startswith(("/admin/", settings.STATIC_URL, settings.MEDIA_URL))
    )


def _key(request: HttpRequest) -> str:
    # The day is part of the key: a meeting that was ahead yesterday lies behind today.
    return f"response:{timezone.localdate()}:{request.method}:{request.get_host()}{request.get_full_path()}"


def _stored(key: str, generations: Mapping[str, uuid.UUID]) -> HttpResponse | None:
    stored = cache.get(key)
    if stored is None:
        return None
    content, headers, tags = stored
    if any(generations.get(tag) != generation for tag, generation in tags.items()):
        return None
    return HttpResponse(content, headers=headers)


def _store(key: str, response: HttpResponseBase, tags: Iterable[str], generations: Mapping[str, uuid.UUID]) -> None:
    content = getattr(response, "content", b"")
    cache.set(key, (content, dict(response.items()), {tag: generations.get(tag) for tag in tags}), SECONDS_KEPT)
