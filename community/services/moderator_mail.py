"""Mail to moderators: at once of the first thing that waits, then at most as often as each of them chose."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.addresses import absolute
from cms.mail import Context, queue_mail_about
from community.models import Comment, HowOften, ModeratorMail, Report, State
from community.moderation.hide_links import WORKS_FOR, link_to_hide
from community.moderation.inbox import waiting_numbers
from community.moderation.reasons import told
from community.moderation.rights import those_told_by_mail

TEMPLATE = "moderation"
MOST_TOLD = 10
"""So many comments stand in one mail; of more it says how many."""

EVERY = {HowOften.HOURLY: timedelta(hours=1), HowOften.DAILY: timedelta(days=1)}


def tell(now: datetime) -> None:
    """The job of every minute: a mail to each moderator for whom there is news, unless they were told just now."""
    if (newest := _newest()) is None:
        return
    for moderator in those_told_by_mail():
        _tell(moderator, newest, now)


@transaction.atomic
def _tell(moderator: User, newest: datetime, now: datetime) -> None:
    row, _ = ModeratorMail.objects.select_for_update().get_or_create(moderator=moderator)
    since = row.told_at or datetime.fromtimestamp(0, tz=UTC)
    if newest <= since or now - since < EVERY[HowOften(row.how_often)]:
        return
    queue_mail_about(
        key=f"moderator:{moderator.pk}:{now.timestamp()}",
        to=moderator.email,
        template=TEMPLATE,
        about=f"{moderator.pk}:{since.timestamp()}:{now.timestamp()}",
        locale=UserProfile.get_for_user(moderator).get_preferred_language(),
        now=now,
    )
    row.told_at = now
    row.save(update_fields=["told_at"])


def _newest() -> datetime | None:
    comment = Comment.objects.filter(state__in=(State.HELD, State.SHOWN)).aggregate(at=Max("taken_in_at"))["at"]
    report = Report.objects.waiting().order_by().aggregate(at=Max("sent_at"))["at"]
    return max((each for each in (comment, report) if each), default=None)


def context(about: str) -> Context:
    """Raises: User.DoesNotExist of no moderator any more; Comment.DoesNotExist once nothing of it is left to hide."""
    pk, since, until = about.split(":")
    moderator = those_told_by_mail().get(pk=pk)
    rows = _news(*(datetime.fromtimestamp(float(each), tz=UTC) for each in (since, until)))
    found = list(rows[:MOST_TOLD])
    if not found:
        raise Comment.DoesNotExist
    numbers = waiting_numbers()
    return {
        "comments": [
            {"row": each, "reasons": told(each.reasons), "hide_url": link_to_hide(each, moderator)} for each in found
        ],
        "more": rows.count() - len(found),
        "numbers": [(kind, number) for kind, number in numbers if number],
        "waiting": sum(number for _, number in numbers),
        "days": WORKS_FOR.days,
        "inbox_url": absolute(reverse("moderation")),
    }


def _news(since: datetime, until: datetime) -> QuerySet[Comment]:
    """What was said or reported between the two, and is not hidden yet: first what waits, then what is shown."""
    said = Q(taken_in_at__gt=since, taken_in_at__lte=until, judged_at=None)
    reported = Report.objects.filter(sent_at__gt=since, sent_at__lte=until, settled_at=None).values("comment")
    rows = Comment.objects.filter(said | Q(pk__in=reported), state__in=(State.HELD, State.SHOWN))
    return rows.order_by("state", "pk")
