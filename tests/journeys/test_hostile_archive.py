"""An archive whose posts, captions, authors and comments are full of scripts: none of them runs for a reader."""

from pathlib import Path

from playwright.sync_api import Page

from tests.factories.wordpress import attachment, category, comment, export, item
from tests.journeys.conftest import Site

RUN = "window.ran = 1"
EVIL = f"""<script>{RUN}</script><img src="x" onerror="{RUN}"><svg onload="{RUN}">
<a xlink:href="javascript:{RUN}">s</a></svg> <a href="javascript:{RUN}">link</a>
<a href="java&#10;script:{RUN}">line</a> <a href="data:text/html,<script>{RUN}</script>">data</a>
<iframe srcdoc="<script>parent.{RUN}</script>"></iframe><iframe src="javascript:parent.{RUN}"></iframe>
<math><mtext><mglyph><style><img title="</style><img src=1 onerror={RUN}>"></style></mglyph></mtext></math>
<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript><details open ontoggle="{RUN}">d</details>
[caption id="a" caption='"><img src=x onerror={RUN}>']<img src="x.png" alt='"onerror="{RUN}'>[/caption]
[gallery ids='"><script>{RUN}</script>'] [audio src="javascript:{RUN}"]
<blockquote>q<cite><img src=x onerror={RUN}></cite></blockquote>
<table><tr><td onmouseover="{RUN}">a</td><td><script>{RUN}</script></td></tr></table>"""


def test_nothing_runs(page: Page, site: Site, tmp_path: Path) -> None:
    name = f'"><img src=x onerror="{RUN}">'
    file = tmp_path / "evil.xml"
    file.write_bytes(
        export(
            attachment(31, "x.png", title=name),
            item(
                7,
                f"Before.\n\n{EVIL}\n\nBehind.",
                category(f"<b onclick={RUN}>C</b>") + comment(1, content=EVIL, author=name),
                title=f"Evil {name}",
                excerpt=EVIL,
                creator=name,
                post_name="evil",
            ),
        )
    )
    site.manage("import_wordpress", str(file))
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))

    page.goto("/2016/10/a-post/")

    main = page.locator("main")
    assert "/evil" in page.url
    assert {"Before.", "Behind."} <= set(main.locator("p").all_inner_texts())
    for element in main.locator("a, img, td, figure").all():
        element.dispatch_event("mouseover")
    for link in main.locator("a").all():
        assert not (link.get_attribute("href") or "").startswith(("java", "data"))
    assert main.locator("[onerror], [onclick], [onload], [onmouseover], [ontoggle], svg script").count() == 0
    assert page.evaluate("window.ran") is None
    assert said == []
