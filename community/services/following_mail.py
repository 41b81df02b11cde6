"""Mail to those who follow a talk, or are said to want to."""

from datetime import UTC, datetime

from cms.following import mail
from cms.mail import Context
from community.models import Comment, ThreadFollower
from community.talks import find_talk

ABOUT_COMMENTS = "comments_new"
MOST_TOLD = 10
"""So many comments stand in one mail; of more it says how many."""


def tell(follower: ThreadFollower, now: datetime) -> None:
    """Tell somebody of all comments that were shown since they were last told, up to `now`."""
    since = follower.told_until or follower.created_at
    about = f"{follower.pk}:{since.timestamp()}:{now.timestamp()}"
    mail(follower, ABOUT_COMMENTS, about=about, cause=f"until{now.timestamp()}", now=now)


def context(about: str) -> Context:
    """Raises: ThreadFollower.DoesNotExist once they have left, and while the page is not public."""
    follower = ThreadFollower.objects.get(pk=about)
    talk = find_talk(follower.page_key, follower.created_at, language=follower.locale)
    if talk is None:
        raise ThreadFollower.DoesNotExist
    return {"follower": follower, "page": talk.page, "url": follower.url}


def comments_context(about: str) -> Context:
    """The same, with those comments that are still shown. Raises, besides: Comment.DoesNotExist without any."""
    pk, since, until = about.split(":")
    told = context(pk)
    between = [datetime.fromtimestamp(float(each), tz=UTC) for each in (since, until)]
    follower = told["follower"]
    found = Comment.objects.under(follower.page_key).shown().exclude(commenter__email=follower.email)
    comments = list(found.filter(shown_at__gt=between[0], shown_at__lte=between[1]))
    if not comments:
        raise Comment.DoesNotExist
    return {**told, "comments": comments[:MOST_TOLD], "more": len(comments[MOST_TOLD:]), "number": len(comments)}
