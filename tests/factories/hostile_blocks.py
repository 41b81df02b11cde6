"""A page of every block, filled with what would run if any of it were taken for markup, past every form."""

from itertools import cycle
from typing import Any

from pages.models import StandardPage
from tests.factories.blocks import body_of_each_block
from tests.factories.pages import block, picture, place, place_crowdfund

VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'\" autofocus onfocus=alert(1) x='",
    "</title></textarea></style><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "{{ 7 }}{% load x %}<template><script>alert(1)</script></template>",
    "\u202e<details open ontoggle=alert(1)>",
)
ADDRESSES = (
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)


def place_hostile_page() -> None:
    """At /hostile/."""
    vectors = cycle(VECTORS)
    about = place(StandardPage, VECTORS[0], slug="about-hostile")
    shown = {"picture": picture(VECTORS[1], credit=VECTORS[2]), "page": about, "crowdfund": place_crowdfund(VECTORS[0])}
    body = body_of_each_block(lambda kind: f"{next(vectors)} {kind}", **shown)
    body += [block("text", vector) for vector in VECTORS] + [each for url in ADDRESSES for each in _leading_to(url)]
    fields = {"body": body, "introduction": VECTORS[4], "seo_title": VECTORS[2], "search_description": VECTORS[3]}
    place(StandardPage, VECTORS[1], slug="hostile", **fields)


def _leading_to(url: str) -> list[dict[str, Any]]:
    words = {"heading": "x", "title": "x", "text": "", "button": "x", "page": None}
    return [
        block("text", f'<p><a href="{url}">x</a></p>'),
        block("call_to_action", {**words, "url": url}),
        block("video", {**words, "url": url, "file": None, "captions": None, "poster": None, "transcript": ""}),
        block("embed", {**words, "url": url}),
        block("related_reads", {"heading": "x", "reads": [{**words, "url": url, "source": "x"}]}),
    ]
