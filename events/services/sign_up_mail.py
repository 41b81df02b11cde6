"""Mail to those who signed up. Nothing that somebody typed goes into it: the address may be a stranger's."""

from collections.abc import Sequence
from datetime import datetime

from cms.addresses import absolute
from cms.mail import Context, MailAbout, next_repeat, queue_mails_about
from events.models import HostMessage, SignUp

ABOUT_A_SIGN_UP = ("sign_up", "sign_up_changed", "sign_up_reminder", "sign_up_survey")
ABOUT_A_MESSAGE = "sign_up_message"


def queue(sign_up: SignUp, template: str, *, kind: str, cause: str = "", now: datetime) -> None:
    """Put one mail into the outbox, once for each `cause`. Its words are written when it goes out, by its `kind`."""
    queue_all([sign_up], template, kind=kind, cause=cause, now=now)


def queue_all(sign_ups: Sequence[SignUp], template: str, *, kind: str, cause: str = "", now: datetime) -> None:
    """The same for several people on the list of one date."""
    if sign_ups:
        hub = sign_ups[0].occurrence.event.hub
        mails = [
            MailAbout(f"{template}:{each.pk}:{cause or kind}", each.email, f"{each.pk}:{kind}", each.locale)
            for each in sign_ups
        ]
        queue_mails_about(mails, template=template, now=now, reply_to=hub.contact_email if hub else "")


def confirm(sign_up: SignUp, *, is_new: bool, now: datetime) -> None:
    """Say where somebody stands; to who signs up again with the same address a few times, and then no more."""
    cause = sign_up.state if is_new else next_repeat(f"sign_up:{sign_up.pk}:")
    if cause:
        queue(sign_up, "sign_up", kind=sign_up.state, cause=cause, now=now)


def queue_message(sign_ups: Sequence[SignUp], message: HostMessage, now: datetime) -> None:
    """Put what the hosts wrote into the outbox, for each of these people."""
    queue_all(sign_ups, ABOUT_A_MESSAGE, kind=str(message.pk), now=now)


def context(about: str) -> Context:
    """What a mail about a sign-up is rendered with. Raises: SignUp.DoesNotExist once it is forgotten."""
    pk, _, kind = about.partition(":")
    sign_up = SignUp.objects.select_related("occurrence__event__hub").get(pk=pk)
    return {
        "sign_up": sign_up,
        "date": sign_up.occurrence,
        "kind": kind,
        "url": absolute(sign_up.path),
        "survey_url": absolute(sign_up.survey_path),
    }


def message_context(about: str) -> Context:
    """The same, with the words of the hosts."""
    told = context(about)
    return {**told, "message": HostMessage.objects.get(pk=told["kind"])}
