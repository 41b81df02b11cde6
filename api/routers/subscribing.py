"""Signing up to be written to, from any front end."""

from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from ninja import Path, Router
from ninja.responses import Status

from accounts.throttling import count_mail
from api.errors import FormRefused
from api.openapi import answers
from api.schemas.subscribing import SubscriptionAsked, SubscriptionWish
from cms.public_tree import public_tree
from community.services import subscribing
from pages.sign_up.places import find

router = Router(tags=["Pages"])


@router.post(
    "/{int:page_id}/sign-ups/{uuid:block_id}",
    response={201: SubscriptionAsked},
    url_name="subscribe",
    operation_id="subscribe",
    summary="Sign up to be written to",
    openapi_extra=answers(404, 413, 415, 429),
)
def subscribe(
    request: HttpRequest,
    page_id: Annotated[int, Path(description="The `id` of the page")],
    block_id: Annotated[UUID, Path(description="The `id` of its `sign_up` block")],
    wish: SubscriptionWish,
) -> Status[SubscriptionAsked]:
    """Send a mail whose link leads to a button. They are written to once they have pressed it.

    Of a consent whose wording has changed since it was read, the `id` is refused: ask for the page again.
    """
    page = public_tree().get(page_id)
    if page is None:
        raise Http404
    translation.activate(page.language)
    place = find(page.translation_key, block_id)
    if place is None:
        raise Http404
    form = place.value.form(wish.model_dump())
    if not form.is_valid():
        raise FormRefused(form)
    count_mail(request, "subscribe", to=form.cleaned_data["email"])
    subscribing.ask(**{"name": "", **form.cleaned_data}, where=place.where, now=timezone.now())
    told = gettext("We have sent you a mail. Its link opens a page with one button: press it, and we write to you.")
    return Status(201, SubscriptionAsked(message=told))
