"""Operations on where meetings are wanted: what the public map tells, and saying that one wants one."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from ninja import Query, Router
from ninja.errors import ValidationError
from ninja.responses import Status

from accounts.throttling import count_mail
from api.errors import FormRefused
from api.openapi import answers
from api.schemas.meetings_wanted import Asked, Kind, MeetingsWanted, MeetingWish, Nation
from api.schemas.problems import FieldError
from cms.caching import CONTENT, tag_response
from events.demand import told
from events.demand.forms import WishForm
from events.models import MEETINGS_WANTED, MeetingsWantedSettings
from events.services import meeting_wishes
from events.towns import gazetteer

router = Router(tags=["Meetings wanted"])

OfNation = Annotated[Nation | None, Query(description="Only towns of this nation")]
OfKind = Annotated[Kind | None, Query(description="Only towns of this kind")]


@router.get(
    "",
    response=MeetingsWanted,
    url_name="meetings_wanted",
    operation_id="list_meetings_wanted",
    summary="Where meetings are wanted",
    openapi_extra=answers(304),
)
def list_meetings_wanted(request: HttpRequest, nation: OfNation = None, kind: OfKind = None) -> MeetingsWanted:
    """Towns from which at least five people have answered, and all others of a nation together, in fives.

    A filter leaves out rows and reckons nothing anew: no difference of two filters tells more than the rows do.
    """
    tag_response(request, CONTENT, MEETINGS_WANTED)
    shown = told.to_the_public().only(nation=nation or "", kind=kind or "")
    return MeetingsWanted.of(shown, MeetingsWantedSettings.current())


@router.post(
    "",
    response={202: Asked},
    url_name="want_meeting",
    operation_id="want_meeting",
    summary="Say that one wants a meeting",
    openapi_extra=answers(413, 415, 429),
)
def want_meeting(request: HttpRequest, wish: MeetingWish) -> Status[Asked]:
    """Have a mail sent that asks whether the address is theirs. Once they press the button there, it counts.

    The answer is the same for an address that has answered for this town before. A name that several towns have is
    refused with an error of `town_id` for each of them.
    """
    translation.activate(wish.locale)
    form = WishForm(_typed(wish))
    if not form.is_valid():
        raise _refused(form)
    count_mail(request, "meeting_wish", to=form.cleaned_data["email"])
    meeting_wishes.ask(
        town_id=form.cleaned_data["town_id"],
        email=form.cleaned_data["email"],
        answer=form.answer,
        locale=wish.locale,
        now=timezone.now(),
    )
    words = gettext("Look into your mail: its link opens a page with a button. Press it, and your answer counts.")
    return Status(202, Asked(message=words))


def _typed(wish: MeetingWish) -> dict[str, object]:
    """As the form would send it. Raises: ValidationError, for a number that no town has."""
    typed = wish.model_dump(exclude={"locale", "town_id"})
    if wish.town_id is None:
        return typed
    town = gazetteer.by_id(wish.town_id)
    if town is None:
        raise ValidationError(
            [{"loc": ("body", "wish", "town_id"), "msg": "There is no such town", "type": "value_error"}]
        )
    return {**typed, "town": town.label, "which": str(town.id)}


def _refused(form: WishForm) -> FormRefused:
    """Of which town is meant, each that may be is told with its number."""
    refused = FormRefused(form)
    refused.errors = [each for each in refused.errors if each.name != "which"]
    if "which" in form.errors:
        refused.errors += [FieldError(name="town_id", message=f"{town.label}: {town.id}") for town in form.found]
    return refused
