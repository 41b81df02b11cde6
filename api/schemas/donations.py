"""Crowdfunds with their trackers, and checkouts. Amounts are integers in the smallest unit of the currency."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.parameters import Language, Text
from cms.addresses import absolute
from cms.public_tree import PublicPage
from donations.models import Crowdfund as CrowdfundRow
from donations.models import Donation

FROM_PROGRESS = ("currency", "goal_minor", "raised_minor", "donors", "percent", "updated_at", "last_day", "days_left")


class Crowdfund(BaseModel):
    """The tracker's numbers.

    `percent` is rounded down. `days_left` is null without a last day, and when that is over. `url` is the path of the
    crowdfund's page on this site, `html_url` the whole address.
    """

    slug: str
    title: str
    url: str
    html_url: str
    currency: str
    goal_minor: int
    raised_minor: int
    donors: int
    percent: int
    updated_at: datetime
    last_day: date | None
    days_left: int | None
    is_open: bool
    suggested_minor: list[int]
    min_minor: int
    max_minor: int

    @classmethod
    def of(cls, row: CrowdfundRow, page: PublicPage, **more: Any) -> Self:
        """`row` with its total, and the page that tells of it in the reader's language."""
        progress = row.progress()
        return cls(
            slug=row.slug,
            title=page.title,
            url=page.url,
            html_url=absolute(page.url),
            is_open=row.is_open(),
            suggested_minor=row.suggested_minor,
            min_minor=row.min_minor,
            max_minor=row.max_minor,
            **{name: getattr(progress, name) for name in FROM_PROGRESS},
            **more,
        )


class BudgetLine(BaseModel):
    title: str
    amount_minor: int


class SpendingEntry(BudgetLine):
    spent_on: date | None


class CrowdfundDetail(Crowdfund):
    budget: list[BudgetLine]
    spending: list[SpendingEntry]


class Crowdfunds(BaseModel):
    items: list[Crowdfund]


class CheckoutWish(BaseModel):
    """What somebody would like to give. Everything else, such as the currency, is the crowdfund's."""

    model_config = ConfigDict(extra="forbid", strict=True)

    amount_minor: int = Field(examples=[2500])
    locale: Language = "en"
    source: Text = Field("", description="Where the gift comes from, in your own words, such as a campaign's code")


IdempotencyKey = Annotated[
    str,
    StringConstraints(min_length=16, max_length=128, pattern=r"^[\x21-\x7e]*$"),
]


class Checkout(BaseModel):
    """`checkout_url` is null once the checkout is no longer open; the receipt then says what became of it."""

    donation: UUID
    state: str
    checkout_url: str | None
    receipt_url: str
    expires_at: datetime

    @classmethod
    def of(cls, donation: Donation) -> Self:
        is_open = donation.state == Donation.State.OPEN
        return cls(
            donation=donation.public_id,
            state=donation.state,
            checkout_url=donation.checkout_url if is_open else None,
            receipt_url=absolute(donation.receipt_path),
            expires_at=donation.expires_at,
        )
