"""Operations on signing up for a date of an event."""

from datetime import date
from typing import Annotated, cast

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from ninja import Path, Router
from ninja.responses import Status

from accounts.throttling import count_mail
from api.errors import FormRefused
from api.openapi import answers
from api.parameters import InLanguage
from api.schemas.sign_ups import SignUpDone, SignUpOffer, SignUpWish, WhyClosed
from events import signing_up
from events.models import Occurrence
from events.models.sign_up import MOST_GUESTS
from events.services.places import is_full
from events.services.sign_ups import NotOpen, TooMany
from events.sign_up_forms import SignUpForm

router = Router(tags=["Events"])

Slug = Annotated[str, Path(description="The `id` of the event")]
Day = Annotated[date, Path(description="The `original_date` of the date")]


@router.get(
    "/{slug:slug}/dates/{day:day}/sign-ups",
    response=SignUpOffer,
    url_name="sign_ups",
    operation_id="get_sign_up",
    summary="What to ask of whoever wants to come",
    openapi_extra=answers(304, 404),
)
def get_sign_up(request: HttpRequest, slug: Slug, day: Day, locale: InLanguage = "en") -> SignUpOffer:
    """A 404 where nobody is asked to sign up. It changes as people sign up: ask when the form is shown."""
    translation.activate(locale)
    occurrence = signing_up.date_to_sign_up_for(slug, day)
    why = occurrence.why_closed(timezone.now())
    return SignUpOffer(
        why_closed=cast("WhyClosed", why.value) if why else None,
        is_full=not why and is_full(occurrence),
        questions=occurrence.event.text().questions,
        most_guests=MOST_GUESTS,
    )


@router.post(
    "/{slug:slug}/dates/{day:day}/sign-ups",
    response={201: SignUpDone},
    url_name="sign_ups",
    operation_id="sign_up",
    summary="Sign up for a date",
    openapi_extra=answers(404, 409, 413, 415, 429),
)
def sign_up(request: HttpRequest, slug: Slug, day: Day, wish: SignUpWish) -> Status[SignUpDone]:
    """Hold a place or, where all are taken, one on the waiting list; the mail leads to their own page."""
    translation.activate(wish.locale)
    occurrence, now = signing_up.date_to_sign_up_for(slug, day), timezone.now()
    if why := occurrence.why_closed(now):
        raise NotOpen(why)
    form = _form(wish, occurrence)
    count_mail(request, "sign_up", to=form.cleaned_data["email"])
    try:
        has_place = signing_up.sign_up(form, occurrence, locale=wish.locale, now=now)
    except TooMany:
        raise FormRefused(form) from None
    return Status(201, SignUpDone(has_place=has_place, message=_told(has_place=has_place)))


def _form(wish: SignUpWish, occurrence: Occurrence) -> SignUpForm:
    """The site's own, filled in. Raises: FormRefused."""
    form = SignUpForm(wish.typed(), questions=occurrence.event.text().questions)
    if form.is_valid() and len(wish.answers) > len(form.questions):
        form.add_error(None, gettext("There are fewer questions"))
    if form.errors:
        raise FormRefused(form, called=dict.fromkeys([*form.questions, NON_FIELD_ERRORS], "answers"))
    return form


def _told(*, has_place: bool) -> str:
    if has_place:
        return gettext("You have a place. We have sent you a mail, whose link leads to your page.")
    return gettext("You are on the waiting list. We have sent you a mail, whose link leads to your page.")
