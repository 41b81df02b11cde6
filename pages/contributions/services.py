"""What happens to a contribution until editors decide about it (deciding.py), and what its writer may do then.

Only who opened a mailed link counts as its writer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from accounts import unconfirmed
from pages.contributions import mail
from pages.contributions.calls import Call
from pages.contributions.posts import delete_unpublished, take_word, unschedule, version_for_writer
from pages.models import BlogPostPage, Contribution, ContributionNote, SeriesPage, State
from pages.models.contribution import OVER, WITH_ITS_WRITER

DRAFTS_KEPT_FOR = timedelta(days=60)
OVER_KEPT_FOR = timedelta(days=180)
WORDS = ("offer", "title", "text", "name", "byline", "about", "wants_comments")


class NotNow(Exception):
    """It has gone on meanwhile: what was asked for is not possible in its state."""


class ChangedMeanwhile(Exception):
    """It is no longer the version that its writer had before them."""


class TooMany(Exception):
    """Too many drafts of this address were begun today and not sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form says. `photo` None keeps what is there."""

    offer: str
    title: str
    text: str
    name: str
    byline: str = ""
    about: str = ""
    wants_comments: bool = True
    photo: File | None = None


@transaction.atomic
def begin(*, call: Call, draft: Draft, email: str, locale: str, now: datetime) -> Contribution:
    """Keep what somebody wrote, and mail them the link that leads to it: from there they send it.

    The same words sent again are the draft that there is. Raises: TooMany.
    """
    # Two clicks wait for one another.
    SeriesPage.objects.select_for_update(of=("self",)).get(pk=call.series.pk)
    drafts = Contribution.objects.filter(email=email.lower(), state=State.DRAFT)
    told = {name: getattr(draft, name) for name in ("offer", "title", "text", "name")}
    if again := drafts.filter(series_key=call.key, **told).first():
        return again
    if unconfirmed.is_enough(drafts, now):
        raise TooMany
    made = Contribution(series_key=call.key, locale=locale, email=email.lower(), created_at=now, changed_at=now)
    _write(made, draft, now)
    mail.queue(made, mail.KEPT, now=now)
    return made


@transaction.atomic
def save(*, public_id: UUID, draft: Draft, version: str, now: datetime) -> Contribution:
    """Raises: NotNow; ChangedMeanwhile; Contribution.DoesNotExist."""
    found = _own(public_id, *WITH_ITS_WRITER)
    _refuse_what_is_behind(found, draft, version)
    _write(found, draft, now)
    return found


@transaction.atomic
def send(*, public_id: UUID, draft: Draft, version: str, consent: str, now: datetime) -> Contribution:
    """Give it to the editors; pressed twice, once. `consent` are the words that its writer has ticked.

    Raises: NotNow; ChangedMeanwhile; Contribution.DoesNotExist.
    """
    found = _own(public_id, *WITH_ITS_WRITER, State.SENT)
    if found.state == State.SENT and _says(found, draft):
        return found
    _refuse_what_is_behind(found, draft, version)
    found.consent, found.consented_at = consent, now
    found.sent_at = found.sent_at or now
    _write(found, draft, now)
    move(found, State.SENT, now=now)
    return found


@transaction.atomic
def enter(
    *, series_key: UUID, locale: str, draft: Draft, email: str, consent: str, by: Any, now: datetime
) -> Contribution:
    """Put a text that came by mail into the queue, with how its writer agreed."""
    made = Contribution(series_key=series_key, locale=locale, email=email.lower(), entered_by=by)
    made.created_at = made.changed_at = made.sent_at = made.consented_at = now
    made.consent = consent
    _write(made, draft, now)
    move(made, State.SENT, by=by, now=now)
    return made


@transaction.atomic
def withdraw(*, public_id: UUID, now: datetime) -> Contribution:
    """Its writer wants it back: a post that is public goes at once.

    Raises: NotNow; Contribution.DoesNotExist.
    """
    found = _own(public_id, *(state for state in State if state not in OVER))
    for post in BlogPostPage.objects.live().filter(translation_key=found.post_key):
        post.unpublish()
    move(found, State.WITHDRAWN, now=now)
    return found


@transaction.atomic
def approve(*, public_id: UUID, revision_id: int, byline: str, wants_comments: bool, now: datetime) -> Contribution:
    """Its writer has read this revision and wants it published so.

    Raises: NotNow; ChangedMeanwhile; Contribution.DoesNotExist.
    """
    found = _own(public_id, State.PROOF)
    draft = version_for_writer(found)
    if draft is None:
        raise NotNow
    if found.approved_revision != revision_id:
        raise ChangedMeanwhile
    found.byline, found.wants_comments = byline, wants_comments
    found.approved_revision = take_word(found, draft)
    move(found, State.APPROVED, now=now)
    return found


@transaction.atomic
def object_to(*, public_id: UUID, words: str, now: datetime) -> Contribution:
    """Its writer wants something changed in the final version; pressed twice, once.

    Raises: NotNow; Contribution.DoesNotExist.
    """
    found = _own(public_id, State.PROOF, State.ACCEPTED)
    if found.state == State.ACCEPTED:
        if found.notes.filter(is_by_editor=False, words=words).exists():
            return found
        raise NotNow
    move(found, State.ACCEPTED, words=words, now=now)
    return found


def forget(now: datetime) -> None:
    """Delete drafts that nobody went on with, and what came to nothing, with their photos."""
    over = {"drafts_before": now - DRAFTS_KEPT_FOR, "over_before": now - OVER_KEPT_FOR}
    for found in Contribution.objects.forgotten(**over):
        delete(contribution=found)


@transaction.atomic
def delete(*, contribution: Contribution) -> None:
    """With the post that is made of it, unless that is public."""
    mail.take_back_all(contribution)
    delete_unpublished(contribution)
    _delete_photo(contribution)
    contribution.delete()


def _own(public_id: UUID, *states: str) -> Contribution:
    return in_state(Contribution.objects.select_for_update().get(public_id=public_id), states)


def _refuse_what_is_behind(found: Contribution, draft: Draft, version: str) -> None:
    """Raises: NotNow; ChangedMeanwhile, unless it says what was kept meanwhile."""
    in_state(found, WITH_ITS_WRITER)
    if found.version != version and not _says(found, draft):
        raise ChangedMeanwhile


def _says(found: Contribution, draft: Draft) -> bool:
    return all(getattr(found, name) == getattr(draft, name) for name in WORDS)


def in_state(found: Contribution, states: tuple[str, ...]) -> Contribution:
    if found.state not in states:
        raise NotNow
    return found


def _write(contribution: Contribution, draft: Draft, now: datetime) -> None:
    for name in WORDS:
        setattr(contribution, name, getattr(draft, name))
    contribution.changed_at = now
    if draft.photo is not None:
        _delete_photo(contribution)
        contribution.photo = draft.photo
    contribution.save()


def _delete_photo(contribution: Contribution) -> None:
    """Once it is certain: a transaction that is undone leaves the row, which names the file."""
    storage, name = contribution.photo.storage, contribution.photo.name
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def move(contribution: Contribution, state: State, *, now: datetime, words: str = "", by: Any = None) -> None:
    if state != State.APPROVED and contribution.post_key:
        unschedule(contribution.post_key)
    contribution.state, contribution.changed_at = state, now
    contribution.save()
    ContributionNote.objects.create(
        contribution=contribution, state=state, words=words, by=by, is_by_editor=by is not None, at=now
    )
