"""Beginning a contribution to a series, from any front end."""

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from ninja import Path, Router
from ninja.responses import Status

from accounts.throttling import count_mail
from api.errors import FormRefused
from api.openapi import answers
from api.schemas.contributions import ContributionBegun, ContributionKept
from cms.public_tree import public_tree
from pages.contributions import services
from pages.contributions.calls import Call, CallClosed, find_call
from pages.contributions.forms import BeginForm
from pages.contributions.views import TOO_MANY

router = Router(tags=["Pages"])


@router.post(
    "/{int:page_id}/contributions",
    response={201: ContributionKept},
    url_name="contribute",
    operation_id="begin_contribution",
    summary="Begin a text for a series",
    openapi_extra=answers(404, 409, 413, 415, 429),
)
def begin(
    request: HttpRequest,
    page_id: Annotated[int, Path(description="The `id` of the series")],
    begun: ContributionBegun,
) -> Status[ContributionKept]:
    """Keep what somebody has, and mail them the link with which they go on and send it."""
    translation.activate(begun.locale)
    call = _call(page_id)
    if not call.is_open:
        raise CallClosed
    form = BeginForm(begun.model_dump(), is_draft=True)
    if not form.is_valid():
        raise FormRefused(form)
    email = form.cleaned_data["email"]
    count_mail(request, "contribute", to=email)
    try:
        services.begin(call=call, draft=form.draft(), email=email, locale=begun.locale, now=timezone.now())
    except services.TooMany:
        form.add_error(None, TOO_MANY)
        raise FormRefused(form) from None
    told = gettext("We have kept it, and mailed you a link to it. Open it to go on and to send it to the editors.")
    return Status(201, ContributionKept(message=told))


def _call(page_id: int) -> Call:
    page = public_tree().get(page_id)
    call = find_call(page.translation_key) if page else None
    if call is None:
        raise Http404
    return call
