"""A body with one block of each kind, every field filled in."""

from collections.abc import Callable
from typing import Any

from cms.models import CampaignDocument, CampaignImage
from pages.models import CrowdfundPage, PersonPage
from tests.factories.events import place_event
from tests.factories.pages import block, place

Word = Callable[[str], str]


def document(title: str = "A paper", name: str = "paper.pdf", **fields: Any) -> CampaignDocument:
    """What is known of a file of two thousand bytes; there is none."""
    told = {"title": title, "file": f"documents/{name}", "file_size": 2_000, **fields}
    made: CampaignDocument = CampaignDocument.objects.create(**told)
    return made


def body_of_each_block(word: Word, *, picture: CampaignImage, page: Any, crowdfund: CrowdfundPage) -> list[Any]:
    """In the order in which editors choose from them; `word` is asked for the words of each."""
    link = f'<a linktype="page" id="{page.pk}">{word("link")}</a>'
    text = f"<h2>{word('heading')}</h2><p><b>{word('bold')}</b> {link}</p><ul><li>{word('item')}</li></ul>"
    action = {"heading": word("heading"), "text": word("text"), "button": word("button"), "page": page.pk, "url": ""}
    return [
        block("text", text),
        block("quote", {"quote": word("quote"), "speaker": word("speaker"), "affiliation": word("affiliation")}),
        block("image", _captioned(word, picture)),
        block("video", _video(word, picture)),
        block("call_to_action", action),
        block("crowdfund", {"page": crowdfund.pk, "heading": word("heading")}),
        block("events", _events(word)),
        block("sign_up", {**_sign_up(word), "purposes": ["news", "help"], "asks_name": True}),
        block("heading", {"heading": word("heading"), "anchor": "there"}),
        block("accordion", {"sections": [{"title": word("title"), "text": f"<p>{word('text')}</p>"}]}),
        block("table", _table(word)),
        block("related_reads", {"heading": word("heading"), "reads": _reads(word, page), "fill_up_to": None}),
        block("gallery", {"caption": word("caption"), "pictures": [_captioned(word, picture) for _ in range(2)]}),
        block("embed", {"title": word("title"), "url": "https://www.openstreetmap.org/1", "caption": word("caption")}),
        block("document", {"document": document(word("title")).pk, "title": "", "description": word("description")}),
        block("people", {"heading": word("heading"), "people": _people(word, picture)}),
    ]


def _shown(word: Word, picture: CampaignImage) -> dict[str, Any]:
    return {"image": picture.pk, "decorative": False, "alt_text": word("alt")}


def _captioned(word: Word, picture: CampaignImage) -> dict[str, Any]:
    return {"image": _shown(word, picture), "caption": word("caption")}


def _video(word: Word, picture: CampaignImage) -> dict[str, Any]:
    where = {"url": "https://www.youtube.com/watch?v=abcdefghijk", "file": None, "captions": None}
    return {**where, "title": word("title"), "poster": _shown(word, picture), "transcript": f"<p>{word('said')}</p>"}


def _events(word: Word) -> dict[str, Any]:
    event = place_event(word("event"), slug="of-a-block", start_date="2099-07-05")
    which = {"hub": None, "topic": None, "events": [event.pk], "number": 3, "empty": ""}
    return {"heading": word("heading"), "introduction": word("introduction"), **which}


def _sign_up(word: Word) -> dict[str, str]:
    return {"heading": word("heading"), "text": word("text"), "button": word("button")}


def _table(word: Word) -> dict[str, Any]:
    columns = [{"type": "words", "heading": word("column")}, {"type": "number", "heading": word("column")}]
    rows = [{"values": [word("row"), word("number")]} for _ in range(2)]
    table = {"columns": columns, "rows": rows, "caption": word("caption")}
    return {"table": table, "first_column_names_row": True}


def _reads(word: Word, page: Any) -> list[dict[str, Any]]:
    elsewhere = {"title": word("title"), "page": None, "url": "https://read.example/", "source": word("source")}
    return [
        {**elsewhere, "date": "2016-09-02"},
        {"title": "", "page": page.pk, "url": "", "source": "", "date": None},
    ]


def _people(word: Word, picture: CampaignImage) -> list[dict[str, Any]]:
    about = {"affiliation": word("affiliation"), "introduction": word("about")}
    person = place(PersonPage, word("name"), photo=picture, **about)
    told = {"name": word("name"), "affiliation": word("affiliation"), "about": word("about")}
    nothing = {"name": "", "affiliation": "", "about": "", "photo": None}
    return [{**nothing, "page": person.pk}, {**told, "page": None, "photo": _shown(word, picture)}]
