"""Why a comment waits: what each code of a reason says to moderators."""

from django.utils.translation import gettext_lazy as _

from community.services.verdicts import FIRST

LOOKS_LIKE_SPAM = "shown_like_spam"
"""Of one that is shown, for example because it was shown on the old site."""

REASONS = {
    FIRST: _("It is the first comment of this sender"),
    LOOKS_LIKE_SPAM: _("It looks like spam, and is shown"),
    "words_of_spam": _("Its words are those of spam"),
    "like_spam": _("Its words are much like those of spam"),
    "bit_like_spam": _("Its words are a little like those of spam"),
    "many_links": _("It has three links or more"),
    "very_many_links": _("It has six links or more"),
    "nothing_but_links": _("It has links and hardly any words"),
    "link_in_name": _("The name is a link"),
    "cut_out": _("It begins in the middle of a sentence, as if cut out of another text"),
    "unrelated": _("It shares hardly any words with the page and what it answers"),
    "shouts": _("It is written in capital letters"),
    "disguised": _("Words are disguised with invisible characters, piles of marks or letters of another script"),
    "too_fast": _("It was sent within three seconds"),
    "fast": _("It is long, and was sent within eight seconds"),
    "said_by_others": _("Somebody else sent the same words within a day"),
    "said_by_many": _("Three others or more sent the same words within a day"),
    "said_before": _("The sender sent the same words before within a day"),
    "flood": _("The sender sent five or more others within ten minutes"),
    "refused_before": _("Comments of this sender were hidden or put with the spam before"),
    "shown_before": _("Comments of this sender are shown"),
}


def told(reasons: list[list[object]]) -> list[tuple[str, int]]:
    """Sentences with their points, for a comment's `reasons`."""
    return [(str(REASONS.get(str(code), code)), int(str(points))) for code, points in reasons]
