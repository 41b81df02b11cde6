"""What a new hub does first. Each is done or not as the data say; when all are done, nobody is told of them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from desk.access import Desk
from events.hub_roles import people_of


@dataclass(frozen=True, slots=True)
class FirstStep:
    """`url` is '' where another person has to do it."""

    words: str
    is_done: bool
    url: str


def first_steps(desk: Desk) -> list[FirstStep]:
    """Empty once all are done."""
    hub, page = desk.hub, desk.page
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    people = reverse("hub_people", args=[hub.pk]) if desk.may_manage_people else ""
    steps = [
        FirstStep(gettext("Say on your page who you are"), bool(page.introduction or page.body), edit),
        FirstStep(gettext("Give an address that people can write to"), bool(page.contact_email), edit),
        FirstStep(gettext("Note the chat room in which you talk"), bool(page.chat_url), edit),
        FirstStep(gettext("Be two: invite somebody to help you"), people_of(hub).count() > 1, people),
        FirstStep(gettext("Publish a first meeting"), desk.meetings.live().exists(), _new(desk)),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _new(desk: Desk) -> str:
    return reverse("desk_new", args=[desk.hub.slug]) if desk.may_add else ""
