"""The comments of one post as threads: whom each answers, at most three deep. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.wordpress.source import Comment

DEEPEST = 3

TALK = ("", "comment")
"""Kinds of comments that people write; others are told by machines of other blogs."""


@dataclass(frozen=True, slots=True)
class Placed:
    """`answers` is the number of the comment below which it stands, 0 for none; `addressee` the name of who is answered
    where that is another one."""

    comment: Comment
    answers: int
    depth: int
    addressee: str


def placed(comments: list[Comment], tell: Callable[[str, str], None]) -> list[Placed]:
    """Each below what stands before it. `tell` hears what cannot be kept, and of which comment."""
    by_id: dict[int, Comment] = {}
    for comment in comments:
        if comment.kind not in TALK:
            tell("A pingback was left out", comment.name)
        elif comment.status == "trash" or comment.status == "post-trashed":
            tell("A comment in the bin was left out", str(comment.old_id))
        elif not comment.text.strip():
            tell("A comment without words was left out", str(comment.old_id))
        elif comment.old_id == 0 or comment.old_id in by_id:
            tell("A comment whose number stands there twice, or is none, was left out", str(comment.old_id))
        else:
            by_id[comment.old_id] = comment
    found: dict[int, Placed] = {}
    for comment in by_id.values():
        for each in _line_of(comment, by_id, found, tell):
            found[each.old_id] = _below(each, by_id, found)
    return sorted(found.values(), key=lambda each: each.depth)


def _line_of(
    comment: Comment, by_id: dict[int, Comment], found: dict[int, Placed], tell: Callable[[str, str], None]
) -> list[Comment]:
    """The comment and those above it that have no place yet, the highest first."""
    line: list[Comment] = []
    seen: set[int] = set()
    above: Comment | None = comment
    while above and above.old_id not in found:
        line.append(above)
        seen.add(above.old_id)
        if above.parent_id and above.parent_id not in by_id:
            tell("A comment answers one that did not come", str(above.old_id))
        above = by_id.get(above.parent_id)
        if above and above.old_id in seen:
            tell("Comments answer one another in a circle", str(above.old_id))
            break
    return line[::-1]


def _below(comment: Comment, by_id: dict[int, Comment], found: dict[int, Placed]) -> Placed:
    parent = found.get(comment.parent_id)
    if parent is None:
        return Placed(comment, answers=0, depth=1, addressee="")
    if parent.depth < DEEPEST:
        return Placed(comment, answers=comment.parent_id, depth=parent.depth + 1, addressee="")
    return Placed(comment, answers=parent.answers, depth=DEEPEST, addressee=parent.comment.name)
