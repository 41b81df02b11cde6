"""What somebody reads of an answer."""

import html
import re
from typing import Any


def words(response: Any) -> str:
    """The words of a page without its tags, each run of blanks as one."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
