"""Operations on hubs, and following them. Only those in force exist here, whose page everybody may see."""

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext
from ninja import Path, Router
from ninja.responses import Status

from accounts.throttling import count_mail
from api.errors import FormRefused
from api.links import addresses
from api.openapi import answers
from api.parameters import InLanguage, Language
from api.schemas.hubs import Following, FollowWish, Hub, Hubs
from cms.caching import CONTENT, tag_response
from events.follow_form import FollowForm
from events.services import following
from pages.hubs import ListedHub, hubs_in

router = Router(tags=["Hubs"])

Slug = Annotated[str, Path(description="The `slug` of the hub")]


@router.get(
    "",
    response=Hubs,
    url_name="hubs",
    operation_id="list_hubs",
    summary="All hubs",
    openapi_extra=answers(304),
)
def list_hubs(request: HttpRequest, locale: InLanguage = "en") -> Hubs:
    """All hubs that are open, by title. One without a page in the language is told of in another."""
    translation.activate(locale)
    tag_response(request, CONTENT)
    items = []
    for hub in hubs_in(locale):
        tag_response(request, hub.row.cache_tag)
        items.append(_tell(hub))
    return Hubs(items=items, total=len(items))


@router.get(
    "/{slug:slug}",
    response=Hub,
    url_name="hub",
    operation_id="get_hub",
    summary="A hub by its slug",
    openapi_extra=answers(304, 404),
)
def get_hub(request: HttpRequest, slug: Slug, locale: InLanguage = "en") -> Hub:
    """Where the hub is and how to reach it. What it writes of itself is at `page_url`."""
    translation.activate(locale)
    hub = _listed(slug, locale)
    tag_response(request, CONTENT, hub.row.cache_tag)
    return _tell(hub)


@router.post(
    "/{slug:slug}/followers",
    response={202: Following},
    url_name="followers",
    operation_id="follow_hub",
    summary="Follow a hub",
    openapi_extra=answers(404, 413, 415, 429),
)
def follow_hub(request: HttpRequest, slug: Slug, wish: FollowWish) -> Status[Following]:
    """Have a mail sent that asks whether the address is theirs. Whoever presses the button that it leads to follows.

    The answer is the same for an address that follows already; its owner is told so by mail.
    """
    translation.activate(wish.locale)
    hub = _listed(slug, wish.locale).row
    form = FollowForm({"email": wish.email})
    if not form.is_valid():
        raise FormRefused(form)
    count_mail(request, "follow", to=form.cleaned_data["email"])
    following.ask(hub=hub, email=form.cleaned_data["email"], locale=wish.locale, now=timezone.now())
    words = gettext("Look into your mail: its link opens a page with a button. Press it, and you follow this hub.")
    return Status(202, Following(message=words))


def _listed(slug: str, locale: Language) -> ListedHub:
    """Raises: Http404 unless the hub is in force and everybody may see its page."""
    hub = next(iter(hubs_in(locale, slug=slug)), None)
    if hub is None:
        raise Http404
    return hub


def _tell(hub: ListedHub) -> Hub:
    return Hub.of(hub, page_url=addresses(hub.page)["api_url"])
