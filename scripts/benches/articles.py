"""An article, from the response cache and anew, beside the same text on the site that `wagtail start` makes.

The same server with the same options serves both.
"""

import json
import tempfile
from itertools import count
from pathlib import Path

from pages.models import BlogPostPage
from scripts.benches import plain_wagtail
from scripts.benches.many_pages import fill
from scripts.benches.served import Request, in_turns, load, serve
from scripts.benches.webhooks import same_place

POSTS, READS, ROUNDS = 20, 60, 9

numbers = count()


def bench() -> None:
    fill(POSTS, POSTS)
    post = BlogPostPage.objects.order_by("path")[0]
    with tempfile.TemporaryDirectory(prefix="hustings-bench-") as folder:
        plain_wagtail.start(Path(folder), json.dumps(list(post.body.raw_data)))
        plain = {"application": "mysite.wsgi:application", "root": Path(folder), "ready": "/article/"}
        with (
            serve("scripts.benches.site_settings", **same_place()) as site,
            serve(plain_wagtail.ENVIRONMENT["DJANGO_SETTINGS_MODULE"], **plain) as other,
        ):
            anew, kept, theirs = in_turns(
                [
                    lambda: load(site, _reads(post.get_url()), 1),
                    lambda: load(site, _reads(post.get_url(), anew=False), 1),
                    lambda: load(other, _reads("/article/"), 1),
                ],
                ROUNDS,
            )
    for name, ours in (("anew", anew), ("from the response cache", kept)):
        print(
            f"An article {name} takes {theirs[0] / ours[0]:.2f} of the time of the same text"
            " on a site of `wagtail start`"
            f" ({1000 / ours[0]:.1f} ms, {1000 / theirs[0]:.1f} ms)",
            flush=True,
        )


def _reads(path: str, *, anew: bool = True) -> list[Request]:
    # An address with a query is never answered from the response cache.
    return [("GET", f"{path}?n={next(numbers)}" if anew else path, b"", {}) for _ in range(READS)]
