"""The Welsh catalogue has every text of the code and the templates, translated, with the same blanks to fill in."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "locale/cy/LC_MESSAGES/django.po"
PACKAGES = ("accounts", "api", "cms", "community", "desk", "donations", "events", "pages", "search", "settings")
KEYWORDS = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"))
BLANKS = re.compile(r"%\(\w+\)s|\{\w+\}|%%|<[^>]+>")

entries = [pytest.param(entry, id=entry.msgid[:40]) for entry in polib.pofile(str(CATALOGUE))]


def texts_to_translate() -> Iterator[str]:
    """Every text in Python and in templates that is marked for translation. Of a text with a plural, the singular."""
    for package in PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            yield from _marked(file.read_text())
    for file in (ROOT / "templates").rglob("*"):
        if file.is_file():
            yield from _marked_in_template(file.read_text())


def _marked(python: str) -> Iterator[str]:
    for _line, function, message, _comments in extract_python(io.BytesIO(python.encode()), KEYWORDS, [], {}):
        # The first argument of pgettext is its context.
        text = message[1 if function == "pgettext" else 0] if isinstance(message, tuple) else message
        if text:
            yield text


def _marked_in_template(template: str) -> Iterator[str]:
    # Django turns a template into calls of gettext among rubbish; each call stands on lines of its own here.
    calls = re.findall(
        r"(?:[np]?gettext|_)\((?:u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|,|\s|count)+\)", templatize(template)
    )
    for call in calls:
        yield from _marked(call)


def test_the_catalogue_is_up_to_date() -> None:
    known = {entry.msgid for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}

    assert {re.sub(r"\s+", " ", text) for text in texts_to_translate()} == known, "make messages, then translate"


@pytest.mark.parametrize("entry", entries)
def test_every_text_is_translated_with_its_blanks(entry: polib.POEntry) -> None:
    # Of Welsh plurals only the first is about one, as the English singular is: “every day”, “every %(number)s days”.
    one, *more = list(entry.msgstr_plural.values()) or [entry.msgstr]

    assert not entry.fuzzy
    assert not entry.obsolete
    for translation, text in [(one, entry.msgid), *((each, entry.msgid_plural) for each in more)]:
        assert translation
        assert sorted(BLANKS.findall(translation)) == sorted(BLANKS.findall(text))
