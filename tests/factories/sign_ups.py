"""Sign-ups as tests need them: for a meeting on Tuesday 3 March 2026 at seven in the evening."""

from datetime import datetime
from typing import Any

from cms.mail import send_mail
from cms.models import OutgoingMail
from events.models import Event, Occurrence, SignUp
from events.services.sign_ups import sign_up
from tests.factories.events import NOW, put_in_force


def date_of(event: Event | None = None, **fields: Any) -> Occurrence:
    """The first date of an event, of one with `fields` if none is given."""
    first: Occurrence = (event or put_in_force(**fields)).occurrences.earliest("original_date")
    return first


def come(date: Occurrence, name: str = "Ann", guests: int = 0, *, now: datetime = NOW, **fields: Any) -> SignUp:
    """Somebody signs up as <name>@example.org."""
    email = fields.pop("email", f"{name.lower()}@example.org")
    told = {"name": name, "email": email, "guests": guests, "answers": [], "locale": "en", **fields}
    sign_up(occurrence_id=date.pk, now=now, **told)
    return SignUp.objects.filter(email=email.lower()).latest("pk")


def states(date: Occurrence) -> dict[str, str]:
    """Each by their name, in the order in which they signed up."""
    return dict(SignUp.objects.filter(occurrence=date).order_by("pk").values_list("name", "state"))


def mails(template: str = "sign_up") -> list[tuple[str, str]]:
    """To whom mails of this kind went, and what about: in their order, as sent."""
    for mail in OutgoingMail.objects.filter(template=template, status="waiting").order_by("pk"):
        send_mail.call(mail.key)
    sent = OutgoingMail.objects.filter(template=template, status="sent").order_by("pk")
    return list(sent.values_list("to", "subject"))
