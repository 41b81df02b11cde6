"""Mail to those who follow a talk, or are said to want to. The mail program's own button stops each, too."""

from datetime import UTC, datetime

from cms.addresses import absolute
from cms.mail import Context, next_repeat, queue_mail_about
from community.models import Comment, ThreadFollower
from community.talks import find_talk

ABOUT_FOLLOWING = "comments_follow"
ABOUT_COMMENTS = "comments_new"
MOST_TOLD = 10
"""So many comments stand in one mail; of more it says how many."""


def confirm(follower: ThreadFollower, *, is_new: bool, now: datetime) -> None:
    """Ask whether the address is theirs, or say that they follow already; again only a few times."""
    cause = "asked" if is_new else next_repeat(keys_of(follower))
    if cause:
        _queue(follower, ABOUT_FOLLOWING, about=f"{follower.pk}", cause=cause, now=now)


def tell(follower: ThreadFollower, now: datetime) -> None:
    """Tell somebody of all comments that were shown since they were last told, up to `now`."""
    since = follower.told_until or follower.created_at
    about = f"{follower.pk}:{since.timestamp()}:{now.timestamp()}"
    _queue(follower, ABOUT_COMMENTS, about=about, cause=f"until{now.timestamp()}", now=now)


def keys_of(follower: ThreadFollower) -> str:
    """What the keys of all mails to them begin with."""
    return f"comments_follower:{follower.pk}:"


def _queue(follower: ThreadFollower, template: str, *, about: str, cause: str, now: datetime) -> None:
    queue_mail_about(
        key=f"{keys_of(follower)}{cause}",
        to=follower.email,
        template=template,
        about=about,
        locale=follower.locale,
        now=now,
        unsubscribe_url=absolute(follower.path),
    )


def context(about: str) -> Context:
    """Raises: ThreadFollower.DoesNotExist once they have left; NoTalk while the page is not public."""
    follower = ThreadFollower.objects.get(pk=about)
    page = find_talk(follower.page_key, follower.created_at, language=follower.locale).page
    return {"follower": follower, "page": page, "url": absolute(follower.path)}


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
