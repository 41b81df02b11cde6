"""The response cache: finished answers for anonymous readers, kept until something that they show has changed.

A view opts in by tagging its request. Every answer remembers the generation of its tags as it was before it was made;
a write that changes what people see gives the tag a new generation in the same transaction. So a stale answer is never
served, in no process, and a hit costs one query.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from threading import RLock
from typing import NamedTuple, TypeVar, cast
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from cms.models.cache import CacheTag, ContentChange

CONTENT = "content"
"""The tag of everything that editors publish."""

NEVER_KEPT = ("/admin/", "/healthz", "/readyz", "/robots.txt")
"""Asked for without a single query: a process is up while its database is not."""

RESPONSES = "responses"
"""The cache of their own that answers have: whoever asks for many of them must not push out what limits count."""

SECONDS_KEPT = 600
BUCKETS = 64
SHARED_FOR_A_SECOND = "public, max-age=0, s-maxage=1"
FOR_NOBODY_ELSE = "private, no-store"

Kept = TypeVar("Kept")

# Put together once: each request asks it.
_all_generations = CacheTag.objects.values_list("tag", "generation")

_kept: dict[str, tuple[uuid.UUID | None, object]] = {}
_building = RLock()
# Empty until the request first asks; None where there is no request: in commands and tasks.
_read_for_request: ContextVar[list[Mapping[str, uuid.UUID]] | None] = ContextVar("generations", default=None)
# The tags that are to be purged when the writing of many pages pauses; None where each is purged at once.
_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)


class Place(NamedTuple):
    """Where in the page tree something changed: the page at `path`, or that page with all below it."""

    path: str
    with_below: bool = False


EVERYWHERE = Place("", with_below=True)
NOWHERE = Place("")


def tag_response(request: HttpRequest, *tags: str) -> None:
    """Allow the answer to this request to be kept until one of `tags` is purged."""
    request.cache_tags = getattr(request, "cache_tags", frozenset()) | set(tags)  # type: ignore[attr-defined]


def bucket(name: str, number: int) -> str:
    """The tag of a thing of which there may be many: they share a few, since each request reads all tags there are."""
    return f"{name} {number % BUCKETS}"


def purge(*tags: str) -> None:
    """Make every answer stale that carries one of `tags`, from the moment the current transaction commits."""
    if (noted := _noted.get()) is not None:
        noted.update(tags)
        return
    renewed = _renew(tags)
    if CONTENT in renewed:
        _note(renewed[CONTENT], EVERYWHERE)


def purge_content(*places: Place) -> None:
    """Purge CONTENT, of which no more changed in the page tree than these places: none, when it was something else."""
    if (noted := _noted.get()) is not None:
        noted.add(CONTENT)
        return
    for place in places or (NOWHERE,):
        _note(_renew([CONTENT])[CONTENT], place)


def _renew(tags: Iterable[str]) -> dict[str, uuid.UUID]:
    renewed = {tag: uuid.uuid4() for tag in tags}
    CacheTag.objects.bulk_create(
        [CacheTag(tag=tag, generation=generation) for tag, generation in renewed.items()],
        update_conflicts=True,
        unique_fields=["tag"],
        update_fields=["generation"],
    )
    if read := _read_for_request.get():
        read.clear()
    return renewed


def _note(generation: uuid.UUID, place: Place) -> None:
    # After the tag's row, which stays locked until the end of the transaction: so rows come in the order of commits.
    ContentChange.objects.create(generation=generation, path=place.path, with_below=place.with_below)


@contextmanager
def purging_together() -> Iterator[None]:
    """Purge all tags of what is written within once, at its end: readers go on being answered meanwhile."""
    noted: set[str] = set()
    token = _noted.set(noted)
    try:
        yield
    finally:
        _noted.reset(token)
        if noted:
            purge(*sorted(noted))


def generations() -> Mapping[str, uuid.UUID]:
    """The current generation of every tag; read once for a request, and again after it has purged one."""
    read = _read_for_request.get()
    if read:
        return read[0]
    current = dict(_all_generations.all())
    if read is not None:
        read.append(current)
    return current


def kept(
    name: str,
    tag: str,
    build: Callable[[], Kept],
    follow: Callable[[Kept, uuid.UUID | None], Kept | None] | None = None,
) -> Kept:
    """What `build` gives, kept in this process until `tag` is purged.

    `follow` is given what was kept, and its generation; it brings that up to date, or gives None where it cannot.
    """
    generation = generations().get(tag)
    # One thread at a time: the others wait for what it makes instead of making it as well.
    with _building:
        held = _kept.get(name)
        if held is not None and held[0] == generation:
            return cast(Kept, held[1])
        value = follow(cast(Kept, held[1]), held[0]) if held is not None and follow is not None else None
        if value is None:
            value = build()
        _kept[name] = (generation, value)
        return value


class ResponseCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _read_for_request.set([])
        try:
            return self._answer(request)
        finally:
            _read_for_request.reset(token)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_answered_from_cache(request):
            return _keep_from_others(request, self.get_response(request))
        key, current = _key(request), generations()
        if stored := _stored(key, current):
            return stored
        response = self.get_response(request)
        tags = getattr(request, "cache_tags", ())
        if tags and _is_for_everybody(response):
            response.headers.setdefault("Cache-Control", SHARED_FOR_A_SECOND)
            _store(key, response, tags, current)
        return response


def _may_be_answered_from_cache(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and _may_query_be_kept(request)
        and not _is_known(request)
        # A preview is asked for under the address of the page that it previews.
        and not getattr(request, "is_dummy", False)
        and not request.path.startswith((*NEVER_KEPT, settings.MEDIA_URL))
    )


def _may_query_be_kept(request: HttpRequest) -> bool:
    """The API refuses parameters that it does not know; a page would be kept once for each that somebody makes up."""
    query = request.META.get("QUERY_STRING")
    if not query:
        return True
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
    return request.path.startswith("/api/") and len(set(names)) == len(names)


def _is_known(request: HttpRequest) -> bool:
    """Whether the reader may be signed in, or has a form's token that must not reach anybody else."""
    return not request.COOKIES.keys().isdisjoint((settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME))


def _keep_from_others(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What somebody is shown who may be signed in is for nobody else, in no cache between us."""
    if _is_known(request) and not request.path.startswith(settings.MEDIA_URL):
        response.headers.setdefault("Cache-Control", FOR_NOBODY_ELSE)
    return response


def _is_for_everybody(response: HttpResponseBase) -> bool:
    kept = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "private" not in kept
        and "no-store" not in kept
        and "Cookie" not in response.headers.get("Vary", "")
    )


def _key(request: HttpRequest) -> str:
    # The day is part of the key: a meeting that was ahead yesterday lies behind today.
    asked = f"{timezone.localdate()}:{request.method}:{request.get_host()}{request.get_full_path()}"
    # A digest: an address may be longer than a cache takes, and have characters that it does not.
    return f"response:{hashlib.sha256(asked.encode(errors='surrogatepass')).hexdigest()}"


def _stored(key: str, current: Mapping[str, uuid.UUID]) -> HttpResponse | None:
    stored = caches[RESPONSES].get(key)
    if stored is None:
        return None
    content, headers, tags = stored
    if any(current.get(tag) != generation for tag, generation in tags.items()):
        return None
    return HttpResponse(content, headers=headers)


def _store(key: str, response: HttpResponseBase, tags: Iterable[str], current: Mapping[str, uuid.UUID]) -> None:
    content = getattr(response, "content", b"")
    kept = (content, dict(response.items()), {tag: current.get(tag) for tag in tags})
    caches[RESPONSES].set(key, kept, SECONDS_KEPT)
