"""What editors decide about a contribution."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from pages.contributions import mail
from pages.contributions.posts import make_post, post_of, series_of, set_apart
from pages.contributions.services import NotNow, in_state, move
from pages.models import Contribution, Offer, State
from pages.models.contribution import HAS_A_POST


@transaction.atomic
def accept(*, key: int, by: Any, words: str, now: datetime) -> Contribution:
    """Of an idea: ask for the text. Of a text: make a draft post of it.

    Raises: NotNow; Contribution.DoesNotExist.
    """
    found = _locked(key, State.SENT)
    if found.offer == Offer.IDEA:
        found.offer = Offer.TEXT
        move(found, State.CHANGES, words=words, by=by, now=now)
        mail.queue(found, mail.WRITE_IT, now=now)
        return found
    series = series_of(found)
    if series is None:
        raise NotNow
    found.post_key = make_post(found, series, by=by).translation_key
    move(found, State.ACCEPTED, words=words, by=by, now=now)
    mail.queue(found, mail.ACCEPTED, now=now)
    return found


@transaction.atomic
def ask_for_changes(*, key: int, by: Any, words: str, now: datetime) -> Contribution:
    """Raises: NotNow; Contribution.DoesNotExist."""
    return _tell(_locked(key, State.SENT), State.CHANGES, mail.CHANGES, by=by, words=words, now=now)


@transaction.atomic
def decline(*, key: int, by: Any, words: str, now: datetime) -> Contribution:
    """Raises: NotNow; Contribution.DoesNotExist."""
    found = _locked(key, State.SENT, *HAS_A_POST)
    if (post := post_of(found)) and post.live:
        raise NotNow
    return _tell(found, State.DECLINED, mail.DECLINED, by=by, words=words, now=now)


@transaction.atomic
def ask_for_word(*, key: int, by: Any, words: str, now: datetime) -> Contribution:
    """Mail its writer the link to the final version, as it is saved now.

    Raises: NotNow; Contribution.DoesNotExist.
    """
    found = _locked(key, *HAS_A_POST)
    post = post_of(found)
    if not found.email or post is None or post.live:
        raise NotNow
    found.approved_revision = set_apart(post)
    return _tell(found, State.PROOF, mail.PROOF, by=by, words=words, now=now)


@transaction.atomic
def note_agreement(*, key: int, by: Any, words: str, now: datetime) -> Contribution:
    """Of a text that came by mail: its writer has agreed there to the version that is saved now; `words` say how.

    Raises: NotNow; Contribution.DoesNotExist.
    """
    found = _locked(key, State.ACCEPTED, State.PROOF)
    post = post_of(found)
    if found.entered_by_id is None or post is None:
        raise NotNow
    found.approved_revision = set_apart(post)
    move(found, State.APPROVED, words=words, by=by, now=now)
    return found


def _locked(key: int, *states: str) -> Contribution:
    return in_state(Contribution.objects.sent().select_for_update().get(pk=key), states)


def _tell(
    contribution: Contribution, state: State, template: str, *, by: Any, words: str, now: datetime
) -> Contribution:
    move(contribution, state, words=words, by=by, now=now)
    mail.queue(contribution, template, now=now)
    return contribution


DECISIONS: dict[str, Callable[..., Contribution]] = {
    "accept": accept,
    "changes": ask_for_changes,
    "decline": decline,
    "word": ask_for_word,
    "agreed": note_agreement,
}
"""What editors decide, by the name of its button."""
