"""Operations on crowdfunds: the tracker, and opening a checkout."""

from typing import Annotated
from uuid import uuid4

from django.http import Http404, HttpRequest
from django.utils import timezone, translation
from ninja import Header, Path, Router
from ninja.responses import Status

from api.openapi import answers
from api.parameters import InLanguage, Language, Limit, Offset
from api.schemas.donations import (
    Checkout,
    CheckoutWish,
    Crowdfund,
    CrowdfundDetail,
    Crowdfunds,
    IdempotencyKey,
    Ledger,
    Supporters,
)
from cms.caching import CONTENT, tag_response
from cms.public_tree import PublicPage, public_tree
from donations import attack, services
from donations.gateways import get_gateway
from donations.models import Crowdfund as CrowdfundRow
from donations.models import SupporterMessage
from donations.public_ledger import public_periods, with_amounts
from donations.throttling import count_checkout
from pages.costs import costs_in_force

router = Router(tags=["Crowdfunds"])

Slug = Annotated[str, Path(description="The `slug` of the crowdfund")]
Key = Annotated[
    IdempotencyKey | None,
    Header(
        alias="Idempotency-Key",
        description="A UUID made when the donor presses the button; sent again, it opens no second checkout",
    ),
]


@router.get(
    "",
    response=Crowdfunds,
    url_name="crowdfunds",
    operation_id="list_crowdfunds",
    summary="All crowdfunds",
    openapi_extra=answers(304),
)
def list_crowdfunds(request: HttpRequest, locale: InLanguage = "en") -> Crowdfunds:
    """All published crowdfunds with their trackers, those that were opened last first."""
    translation.activate(locale)
    tag_response(request, CONTENT)
    items = []
    for row in CrowdfundRow.objects.in_force().order_by("-pk"):
        if page := _page(row, locale):
            tag_response(request, row.cache_tag)
            items.append(Crowdfund.of(row, page))
    return Crowdfunds(items=items, total=len(items))


@router.get(
    "/{slug:slug}",
    response=CrowdfundDetail,
    url_name="crowdfund",
    operation_id="get_crowdfund",
    summary="The tracker of a crowdfund",
    openapi_extra=answers(304, 404),
)
def get_crowdfund(request: HttpRequest, slug: Slug, locale: InLanguage = "en") -> CrowdfundDetail:
    """The tracker with budget and spending. Ask again with the ETag in If-None-Match: 304 says that nothing moved."""
    translation.activate(locale)
    row, page = _row_and_page(slug, locale)
    tag_response(request, CONTENT, row.cache_tag)
    costs = costs_in_force(row, page.pk)
    return CrowdfundDetail.of(
        row, page, budget=costs.budget, stretch_goals=costs.stretch_goals, spending=costs.spending
    )


@router.get(
    "/{slug:slug}/ledger",
    response=Ledger,
    url_name="ledger",
    operation_id="get_ledger",
    summary="Where a crowdfund's number comes from",
    openapi_extra=answers(304, 404),
)
def get_ledger(request: HttpRequest, slug: Slug, limit: Limit = 20, offset: Offset = 0) -> Ledger:
    """The movements of money that the tracker is the sum of, newest first.

    They are told by periods of at least five movements, or of a week, so that nobody can be picked out by a day and an
    amount. `raised_minor` is the sum of every period and of `withheld_minor`.
    """
    row, _ = _row_and_page(slug, "en")
    tag_response(request, CONTENT, row.cache_tag)
    periods, withheld_minor = public_periods(row, timezone.localdate())
    shown = with_amounts(row, periods[offset : offset + limit])
    return Ledger.of(row, shown, total=len(periods), withheld_minor=withheld_minor)


@router.get(
    "/{slug:slug}/supporters",
    response=Supporters,
    url_name="supporters",
    operation_id="list_supporters",
    summary="Who gave and wants to be named",
    openapi_extra=answers(304, 404),
)
def list_supporters(request: HttpRequest, slug: Slug, limit: Limit = 20, offset: Offset = 0) -> Supporters:
    """Those who want to be named, by name, with their words once these were approved.

    Neither amounts nor days are told, so that nobody can be found again in the ledger. Everybody else is counted in
    `donors` of the tracker.
    """
    row, _ = _row_and_page(slug, "en")
    tag_response(request, CONTENT, row.cache_tag)
    shown = SupporterMessage.objects.shown().filter(donation__crowdfund=row)
    return Supporters.of(shown[offset : offset + limit], total=shown.count())


@router.post(
    "/{slug:slug}/checkout",
    response={201: Checkout},
    url_name="checkout",
    operation_id="open_checkout",
    summary="Open a checkout",
    openapi_extra=answers(404, 409, 410, 413, 415, 428, 429, 502),
)
def open_checkout(
    request: HttpRequest,
    slug: Slug,
    wish: CheckoutWish,
    idempotency_key: Key = None,
) -> Status[Checkout]:
    """Open a page at Stripe on which the gift is paid; send the donor to `checkout_url`.

    Nothing is counted before it is paid. While very many checkouts are being opened, the answer is a 428 with a
    `challenge`: solve it, and send the same request again with its `proof`.
    """
    row, _ = _row_and_page(slug, wish.locale)
    now = timezone.now()
    key = f"api:{idempotency_key or uuid4()}"
    has_passed = attack.is_under_attack() and attack.may_pass(slug=row.slug, press=key, proof=wish.proof, now=now)
    count_checkout(request, now, has_passed=has_passed)
    if not has_passed and attack.is_under_attack():
        raise attack.StepNeeded(attack.new_challenge(row.slug, now))
    donation = services.start_checkout(
        crowdfund=row,
        amount_minor=wish.amount_minor,
        idempotency_key=key,
        locale=wish.locale,
        source=wish.source,
        gateway=get_gateway(),
        now=now,
        is_monthly=wish.frequency == "monthly",
    )
    return Status(201, Checkout.of(donation))


def _row_and_page(slug: str, locale: Language) -> tuple[CrowdfundRow, PublicPage]:
    """Raises: Http404 unless the crowdfund is in force and everybody may see its page."""
    row = CrowdfundRow.objects.in_force().filter(slug=slug).first()
    page = _page(row, locale) if row else None
    if row is None or page is None:
        raise Http404
    return row, page


def _page(row: CrowdfundRow, locale: Language) -> PublicPage | None:
    """The crowdfund's page in the language, else in any; None while nobody or not everybody may see it."""
    return public_tree().of_key(row.key, locale)
