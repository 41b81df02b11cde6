"""The demo's comments below its campaign: what readers asked and said in 2016, retold; three wait, one of them spam."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms import caching
from community.models import Comment, Commenter, State
from community.services.verdicts import judge
from community.talks import tag_of
from pages.demo.building import key_of

PAGE = "progressive-alliance"


@dataclass(frozen=True)
class Said:
    """`answers`: which of those before it, counted from 0."""

    name: str
    text: str
    answers: int | None = None
    role: str = ""
    state: State = State.SHOWN


TALK = (
    Said(
        "Marcus",
        "Five thousand pounds is a lot for a website. What must it be able to do: chat, files, forums, a calendar?\n\n"
        "Publish the list first. There is free software for most of it, and then we could say what is worth paying"
        " for.",
    ),
    Said(
        "Jo Marsh",
        "You are right, the list comes first: it now stands in the budget, line by line.\n\nThe money pays for design,"
        " building and hosting, for ways of taking part that no ready-made forum has, and for writing what goes into"
        " it.",
        answers=0,
        role="Campaign team",
    ),
    Said("Marcus", "Thank you, that is what I wanted to read.", answers=1),
    Said(
        "Anita",
        "At last something that makes me hopeful. The name will do until somebody thinks of a better one; let us not"
        " wait for that. I have given £50.",
    ),
    Said(
        "weather fan",
        ", our weather has been all over the place lately. My Facebook status earlier today reports a sighting of a"
        " woman in a full length fur coat, just paces ahead of one in a slveleeess vest top. Everyone is caught out"
        " here on a daily basis!",
        answers=3,
        state=State.HELD,
    ),
    Said("John", "I would rather call it the People’s Alliance. But it is the idea that counts."),
    Said(
        "Chris",
        "Do you mean alliances of parties, which I am for, or one thing called the Alliance? You write both, and the"
        " second sounds as if it divided people. Can you say which?",
    ),
    Said(
        "Hester",
        "For the meetings: go to market towns and where the factories closed, not only to the big cities. And let"
        " people from there run them.",
    ),
    Said(
        "Owen",
        "Inclusion! It is what you want to say, and in the middle of the word stands “us”.",
        answers=5,
    ),
    Said(
        "Priya",
        "Is there a meeting in Leicester yet? We are six so far, from three parties and none, and could host one.",
        state=State.HELD,
    ),
    Said(
        "Best Loans 24",
        "Great post!!! Cheap loans and casino bonus for all your readers, approved in 5 minutes: "
        "https://loans.example/go https://casino.example/win",
        state=State.HELD,
    ),
)


@transaction.atomic
def load_comments() -> int:
    """Have readers talk, unless somebody does already. Gives how many comments there are now."""
    key = key_of(PAGE)
    if Comment.objects.under(key).exists():
        return 0
    first = timezone.now() - timedelta(days=3)
    made: list[Comment] = []
    for number, said in enumerate(TALK):
        at = first + timedelta(hours=5 * number)
        parent = made[said.answers] if said.answers is not None else None
        told = {"page_key": key, "locale": "en", "parent": parent, "submitted_at": at, "state": said.state}
        shown_at = at if said.state == State.SHOWN else None
        who = {"name": said.name, "role": said.role, "is_official": bool(said.role), "commenter": _commenter(said)}
        made.append(Comment(text=said.text, shown_at=shown_at, **told, **who).put())
        if not made[-1].is_shown:
            judge(made[-1], at)
    caching.purge(tag_of(key))
    return len(made)


def _commenter(said: Said) -> Commenter | None:
    """None of an official answer."""
    if said.role:
        return None
    now = timezone.now()
    email = f"comment-{said.name.lower().replace(' ', '-')}@example.org"
    known = {"name": said.name, "created_at": now, "confirmed_at": now}
    return Commenter.objects.get_or_create(email=email, defaults=known)[0]
