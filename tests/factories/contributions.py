"""Contributions of guests for tests, brought where they are asked to stand as people bring them there."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from accounts.models import User
from pages.contributions import deciding, services
from pages.contributions.calls import find_call
from pages.contributions.posts import post_of
from pages.contributions.services import Draft
from pages.models import Contribution, SeriesPage
from tests.factories.pages import place_series

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
EMAIL = "mary@example.org"
CALL = "Think pieces by women on alliances"
WORDS = {"offer": "text", "title": "Why we ally", "text": "One.\n\nTwo.", "name": "Mary"}
"""What the form of a text sends at least."""


def place_call(**fields: Any) -> SeriesPage:
    """A series that asks for contributions."""
    return place_series(**{"call": CALL, **fields})


def begin(series: SeriesPage | None = None, *, email: str = EMAIL, **words: Any) -> Contribution:
    draft = Draft(**{**WORDS, **words})
    call = find_call((series or place_call()).translation_key)
    assert call
    return services.begin(call=call, draft=draft, email=email, locale="en", now=NOW)


def send(series: SeriesPage | None = None, **words: Any) -> Contribution:
    begun = begin(series, **words)
    draft = Draft(**{name: getattr(begun, name) for name in Draft.__dataclass_fields__ if name != "photo"})
    agreed = {"version": begun.version, "consent": "You may publish it."}
    return services.send(public_id=begun.public_id, draft=draft, **agreed, now=NOW)


def form_of(contribution: Contribution, **changes: Any) -> dict[str, Any]:
    """What the form on its writer's page sends at least, as it stands there now."""
    contribution.refresh_from_db()
    return {**WORDS, "version": contribution.version, **changes}


def bring_to_proof(by: User, **words: Any) -> Contribution:
    """Accepted, and its writer is asked to agree to the final version."""
    sent = send(**words)
    deciding.accept(key=sent.pk, by=by, words="", now=NOW)
    return deciding.ask_for_word(key=sent.pk, by=by, words="", now=NOW)


def latest_revision(contribution: Contribution) -> int:
    post = post_of(contribution)
    assert post
    return int(post.latest_revision_id)


def word_file(*paragraphs: str, document: bytes | None = None) -> BytesIO:
    """A Word file with these paragraphs, or with this as its document."""
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    words = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in paragraphs)
    whole = f'<?xml version="1.0"?><w:document xmlns:w="{namespace}"><w:body>{words}</w:body></w:document>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document if document is not None else whole)
    file.seek(0)
    return file
