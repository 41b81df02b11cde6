"""Lists of reads: what leads somewhere is a heading of its level, what does not is plain text."""

import re
from typing import Any

import pytest
from django.test import Client

from pages.models import StandardPage
from tests.factories.pages import block, place

pytestmark = pytest.mark.django_db


def headings(client: Client, *body: dict[str, Any]) -> list[tuple[str, str]]:
    """Level and words of each heading in the body."""
    html = client.get(place(StandardPage, "Campaign", body=list(body)).url).content.decode()
    return [(level, re.sub("<[^>]+>", "", words)) for level, words in re.findall(r"<h([2-6])[^>]*>(.*?)</h", html)]


def test_a_read_that_leads_nowhere_is_no_heading(client: Client) -> None:
    reads = [
        {"title": "Dead Centre", "page": None, "url": "https://read.example/", "source": "Compass"},
        {"title": "If you won’t kiss a Tory", "page": None, "url": "", "source": ""},
    ]

    shown = headings(client, block("related_reads", {"heading": "Reads", "reads": reads}))

    assert shown == [("2", "Reads"), ("3", "Dead Centre")]
