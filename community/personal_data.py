"""What is held of those who comment, and of those who are told of comments."""

from datetime import datetime
from typing import Any

from accounts.people import Erasure, Holder, row
from cms.following import leave
from community.models import Commenter, ThreadFollower
from community.services.commenting import withdraw


def export_comments(email: str) -> list[dict[str, Any]]:
    """The address with each comment that it wrote, whatever became of it."""
    found = Commenter.objects.filter(email=email).prefetch_related("comments")
    return [{**row(each), "comments": [row(comment) for comment in each.comments.all()]} for each in found]


def erase_comments(email: str, now: datetime) -> Erasure:
    """Comments are withdrawn: words and name go, and where others have answered, an empty place stays."""
    commenter = Commenter.objects.filter(email=email).first()
    if commenter is None:
        return Erasure()
    keys = list(commenter.comments.order_by("-position").values_list("public_id", flat=True))
    for public_id in keys:
        withdraw(public_id=public_id)
    commenter.delete()
    return Erasure([f"{len(keys)} comments, and who wrote them"])


def export_followed(email: str) -> list[dict[str, Any]]:
    return [row(each) for each in ThreadFollower.objects.filter(email=email)]


def erase_followed(email: str, now: datetime) -> Erasure:
    found = list(ThreadFollower.objects.filter(email=email))
    for each in found:
        leave(each)
    return Erasure([f"{len(found)} pages whose comments they follow"] if found else [])


COMMENTS = Holder(export=export_comments, erase=erase_comments)
FOLLOWERS = Holder(export=export_followed, erase=erase_followed)
"""Their reports of comments say nothing of who sent them."""
