"""Documents, whole or the part that is asked for: some browsers play a film only from a server that gives parts.

RFC 9110, section 14. Several parts at once are a request that a server may answer with the whole.
"""

import re
from collections.abc import Iterator
from io import DEFAULT_BUFFER_SIZE
from typing import IO, Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

ONE_PART = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII | re.IGNORECASE)


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """Wagtail's own answer, to whom it gives one, or a part of it."""
    answer: HttpResponseBase = serve(request, document_id, document_filename)
    if not isinstance(answer, StreamingHttpResponse) or answer.status_code != 200:
        return answer
    answer.headers["Accept-Ranges"] = "bytes"
    size = int(answer.headers["Content-Length"])
    asked = part_of(size, request.headers.get("Range", "").strip()) if request.method == "GET" else None
    if asked is None or not _is_the_same(request.headers.get("If-Range"), answer):
        return answer
    return _part(answer, asked, size)


def part_of(size: int, asked: str) -> range | None:
    """The bytes that a Range header asks for: none where the file has none of them, None where it names no one part."""
    found = ONE_PART.fullmatch(asked)
    first, last = found.groups() if found else ("", "")
    if not first:
        return range(max(size - int(last), 0), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def _is_the_same(known: str | None, answer: HttpResponseBase) -> bool:
    """Whether a reader who has some of the file, as If-Range names it, may be given the rest of this one."""
    strong = {answer.headers.get("ETag"), answer.headers.get("Last-Modified")}
    return known is None or (known in strong and not known.startswith("W/"))


def _part(answer: StreamingHttpResponse, asked: range, size: int) -> HttpResponseBase:
    if not asked:
        answer.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    file: Any = answer.file_to_stream  # type: ignore[attr-defined]
    file.seek(asked.start)
    answer.streaming_content = _read(file, len(asked))
    answer.status_code = 206
    answer.headers["Content-Length"] = str(len(asked))
    answer.headers["Content-Range"] = f"bytes {asked.start}-{asked.stop - 1}/{size}"
    return answer


def _read(file: IO[bytes], number: int) -> Iterator[bytes]:
    while number > 0 and (piece := file.read(min(number, DEFAULT_BUFFER_SIZE * 8))):
        number -= len(piece)
        yield piece
