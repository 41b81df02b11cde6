"""One of the sites that pages.py measures: filled, then asked once for each line that it is sent; answers are JSON."""

import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from itertools import count
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"

numbers = count()


def main(posts: int, per_blog: int) -> None:
    import django

    django.setup()
    from pages.models import BlogIndexPage, BlogPostPage
    from scripts.benches.many_pages import fill

    fill(posts, per_blog)
    _measure_tree()
    blog = BlogIndexPage.objects.order_by("path")[0]
    post = BlogPostPage.objects.child_of(blog).order_by("path")[0]
    asked = _asked(blog, post)
    for _line in sys.stdin:
        times = {what: _timed(lambda by=by, path=path: _get(by, path)) for what, (by, path) in asked.items()}
        times["Publishing a post"] = _timed(lambda: post.save_revision().publish())
        times["The first page after it"] = _timed(lambda: _get(*asked["A page"]))
        _tell(times)


def _measure_tree() -> None:
    from cms import caching
    from cms.public_tree import public_tree

    tracemalloc.start()
    public_tree()
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    caching._kept.clear()
    _tell({"memory": memory, "seconds": _timed(public_tree)})


def _asked(blog: Any, post: Any) -> dict[str, tuple[Any, str]]:
    """By whom which address is asked for."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from cms.public_tree import public_tree

    reader, editor = Client(), Client()
    editor.force_login(get_user_model().objects.create_superuser(username="bench", email="b@example.org", password="x"))
    url, listing = (public_tree().get(page.pk).url for page in (post, blog))  # type: ignore[union-attr]
    return {
        "A page": (reader, url),
        "A listing": (reader, listing),
        "The explorer": (editor, f"/admin/pages/{blog.pk}/"),
        "The explorer, a page of it": (editor, f"/admin/pages/{blog.pk}/?p=5"),
        "The editor": (editor, f"/admin/pages/{post.pk}/edit/"),
        "The chooser": (editor, f"/admin/choose-page/{blog.pk}/"),
        "A list of pages by the API": (reader, f"/api/v1/pages?type=blog_post&parent={blog.pk}"),
        "A search": (reader, "/search/?q=nothing+of+the+kind"),
    }


def _get(client: Any, path: str) -> None:
    # An address with a query is never answered from the response cache, nor one of the API with another.
    mark = "&" if "?" in path else "?"
    query = f"{mark}offset={next(numbers) % 7}" if path.startswith("/api/") else f"{mark}n={next(numbers)}"
    answer = client.get(path + query)
    assert answer.status_code == 200, (path, answer.status_code)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _tell(what: dict[str, float]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
