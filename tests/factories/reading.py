"""What somebody reads of an answer."""

import html
import re
from typing import Any

from django.test import Client


def words(response: Any) -> str:
    """The words of a page without its tags, each run of blanks as one."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def read(client: Client, path: str) -> str:
    """The source of a page that is there, each run of blanks as one."""
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())
