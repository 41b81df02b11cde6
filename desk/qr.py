"""QR codes, drawn as SVG where the page is made: no other host learns which poster is looked at."""

import segno
from django.utils.safestring import SafeString, mark_safe


def drawn(text: str) -> SafeString:
    """Black on white whatever the page's colours, as large as its place; readable with a quarter of it torn off."""
    code = segno.make(text, error="q", micro=False)
    return mark_safe(code.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None))  # noqa: S308 - drawn here, from squares only
