"""The migration that makes text of meetings written by hand: nothing that an editor wrote is lost."""

from copy import deepcopy
from importlib import import_module
from uuid import uuid4

import pytest

migration = import_module("pages.migrations.0018_meetings_as_text")

KEPT = {"id": str(uuid4()), "type": "quote", "value": {"quote": "Stays", "speaker": "", "affiliation": ""}}
MEETINGS = {
    "id": str(uuid4()),
    "type": "meetings",
    "value": {
        "heading": "Where & when",
        "introduction": "All <welcome>.",
        "meetings": [
            {
                "place": "Frome",
                "date": "2016-07-05",
                "details": "7 pm & tea",
                "page": None,
                "url": "https://a.example/?b&c",
            },
            {"type": "item", "id": "1", "value": {"place": "Leeds", "date": None, "details": "", "page": 7, "url": ""}},
        ],
    },
}
READS = {
    "id": str(uuid4()),
    "type": "related_reads",
    "value": {
        "heading": "Reads",
        "reads": [{"title": "A <b>", "page": None, "url": "https://r.example/", "source": "Paper"}],
    },
}
MEETINGS_TEXT = (
    "<h2>Where &amp; when</h2><p>All &lt;welcome&gt;.</p><ul>"
    '<li><a href="https://a.example/?b&amp;c"><b>Frome</b></a>, 5 July 2016. 7 pm &amp; tea</li>'
    '<li><a linktype="page" id="7"><b>Leeds</b></a></li></ul>'
)
READS_TEXT = '<h2>Reads</h2><ul><li><a href="https://r.example/">A &lt;b&gt;</a>, Paper</li></ul>'


@pytest.mark.parametrize(
    ("model", "reads"), [("campaignpage", ("text", READS_TEXT)), ("standardpage", ("related_reads", READS["value"]))]
)
def test_what_was_written_by_hand_stays_where_it_stood(model: str, reads: tuple[str, object]) -> None:
    body, changed = migration.converted(deepcopy([KEPT, MEETINGS, READS]), model)

    assert [(each["type"], each["value"]) for each in body] == [
        ("quote", KEPT["value"]),
        ("text", MEETINGS_TEXT),
        reads,
    ]
    assert [each["id"] for each in body] == [KEPT["id"], MEETINGS["id"], READS["id"]]
    assert changed == [each["id"] for each in (MEETINGS, READS) if each is MEETINGS or reads[0] == "text"]


@pytest.mark.parametrize("body", [[], [KEPT]])
def test_a_body_without_such_blocks_stays_as_it_is(body: list[object]) -> None:
    assert migration.converted(deepcopy(body), "homepage") == (body, [])
