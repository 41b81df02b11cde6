"""Signing up as people ask for it, on the site's page or in another front end: for which date, with which form."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext

from events.models import Occurrence
from events.services import sign_ups
from events.services.sign_ups import TooMany
from events.sign_up_forms import SignUpForm


def date_to_sign_up_for(slug: str, day: date) -> Occurrence:
    """Raises: Http404 for a date that the public may not see, or for which nobody is asked to sign up."""
    rows = Occurrence.objects.public().with_events().select_related("event__hub", "guest_list")
    found: Occurrence = get_object_or_404(rows, event__slug=slug, event__takes_sign_ups=True, original_date=day)
    return found


def sign_up(form: SignUpForm, occurrence: Occurrence, *, locale: str, now: datetime) -> bool:
    """Do what a valid form asks for. Gives whether there is a place, as the service tells it.

    Raises: NotOpen; TooMany, of which the form then says how many can come.
    """
    typed = form.cleaned_data
    try:
        return sign_ups.sign_up(
            occurrence_id=occurrence.pk,
            name=typed["name"],
            email=typed["email"],
            guests=typed["guests"],
            answers=form.answers,
            locale=locale,
            now=now,
        )
    except TooMany as error:
        form.add_error("guests", too_many(error))
        raise


def too_many(error: TooMany) -> str:
    """How many can come at most, for people."""
    guests = error.most - 1
    if guests < 1:
        return gettext("There is only one place: come alone")
    words = ngettext(
        "There are too few places: bring %(guests)s person at most",
        "There are too few places: bring %(guests)s people at most",
        guests,
    )
    return words % {"guests": guests}
