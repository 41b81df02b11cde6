"""Crowdfunds with their trackers, and checkouts. Amounts are integers in the smallest unit of the currency."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, cast
from uuid import UUID

from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.parameters import Language, Text
from api.schemas.fields import HtmlUrl, Minor, Url
from cms.addresses import absolute
from cms.public_tree import PublicPage
from donations.matching import Match as Rule
from donations.models import Crowdfund as CrowdfundRow
from donations.models import Donation, SupporterMessage
from donations.proof_of_work import LONGEST_PROOF
from donations.public_ledger import ShownPeriod

FROM_PROGRESS = (
    *("currency", "goal_minor", "raised_minor", "donors", "percent", "updated_at", "last_day", "days_left"),
    *("checking_minor", "pledged_minor", "matched_minor"),
)


class Match(BaseModel):
    """Somebody adds to what is given. It is no part of what was raised."""

    sponsor: str = Field(description="The name of whoever adds it")
    percent: int = Field(description="Of each gift: 100 adds £1 for each £1")
    limit_minor: Minor = Field(description="At most so much in all")
    matched_minor: Minor = Field(description="Added so far; it falls when gifts go back")
    left_minor: Minor = Field(description="What may still be added")
    since: date = Field(description="The first day, by British time")
    until: date | None = Field(description="The last day, which counts; null without one")

    @classmethod
    def of(cls, rule: Rule) -> Self:
        return cls(**{name: getattr(rule, name) for name in cls.model_fields})


class GoalChange(BaseModel):
    """A goal that was changed after somebody had given."""

    old_minor: Minor
    new_minor: Minor
    changed_at: datetime = Field(description="When the new goal was published")
    reason: str = Field(description="Plain, in the language asked for where it was given; empty when nobody said")


class Crowdfund(BaseModel):
    """The tracker's numbers, and what a form to give needs."""

    slug: str = Field(description="Names the crowdfund in every address, in all languages")
    title: str
    url: Url
    html_url: HtmlUrl
    currency: str = Field(description="ISO 4217, such as GBP")
    goal_minor: Minor
    raised_minor: Minor
    checking_minor: int = Field(
        description="How much of `raised_minor` is being checked as the law asks; to be said beside the total"
    )
    donors: int = Field(description="Number of people who gave, each counted once")
    percent: int = Field(description="Of the goal, rounded down; more than 100 above it")
    pledged_minor: Minor = Field(description="Promised and not yet given; no part of `raised_minor`")
    matched_minor: Minor = Field(description="What others add by now; no part of `raised_minor`")
    match: list[Match] = Field(description="Who adds to gifts, and by which rule; shown from before it begins")
    updated_at: datetime = Field(description="When the total or the goal last changed")
    last_day: date | None = Field(description="Null when the crowdfund has no end")
    days_left: int | None = Field(description="0 on the last day; null without one, and when it is over")
    goal_changes: list[GoalChange] = Field(description="The latest first; to be shown beside the tracker")
    is_open: bool = Field(description="Whether it accepts donations")
    suggested_minor: list[Minor] = Field(description="Amounts to offer, in the smallest unit of the currency")
    min_minor: int = Field(description="The smallest amount that is accepted")
    max_minor: int = Field(description="The largest amount that is accepted")
    monthly: Literal["stops", "goes_on", "none"] = Field(
        description="Whether monthly gifts are taken, and stop when the crowdfund ends: to be said before payment"
    )

    @classmethod
    def of(cls, row: CrowdfundRow, page: PublicPage, **more: Any) -> Self:
        """`row` with its total, and the page that tells of it in the reader's language."""
        progress = row.progress()
        return cls(
            slug=row.slug,
            title=page.title,
            url=page.url,
            html_url=absolute(page.url),
            goal_changes=[
                GoalChange(
                    old_minor=change.old_minor,
                    new_minor=change.new_minor,
                    changed_at=change.changed_at,
                    reason=change.reason(page.language, settings.LANGUAGE_CODE),
                )
                for change in row.changes_of_goal()
            ],
            is_open=row.is_open(),
            suggested_minor=row.suggested_minor,
            min_minor=row.min_minor,
            max_minor=row.max_minor,
            monthly=cast(Any, row.monthly),
            match=[Match.of(rule) for rule in progress.match],
            **{name: getattr(progress, name) for name in FROM_PROGRESS},
            **more,
        )


class BudgetLine(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    title: str
    amount_minor: Minor
    raised_minor: int = Field(description="How much of it has come in: money fills the first line, then the next")
    spent_minor: int = Field(description="How much was spent on it, which may be more than its amount")


class StretchGoal(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    title: str
    amount_minor: int = Field(description="How much must come in for it in all; more than the goal")
    is_reached: bool = Field(description="Whether as much has come in")


class SpendingEntry(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    title: str
    amount_minor: Minor
    spent_on: date | None = Field(description="Null when the day is not told")
    line: int | None = Field(description="Which line of the budget it was for, from 1; null for none of them")
    receipt_url: str | None = Field(description="The whole address of a PDF; null without one that everybody may read")


class CrowdfundDetail(Crowdfund):
    budget: list[BudgetLine] = Field(description="What the money is for")
    stretch_goals: list[StretchGoal] = Field(description="What more than the goal would do, the smallest first")
    spending: list[SpendingEntry] = Field(description="What the money was spent on so far")


class Crowdfunds(BaseModel):
    items: list[Crowdfund]
    total: int = Field(description="Number of items: all of them are listed")


class LedgerPeriod(BaseModel):
    first_day: date = Field(description="By British time")
    last_day: date = Field(description="The same as `first_day` when at least five movements took place on it")
    sum_minor: Minor
    amounts_minor: list[Minor] = Field(description="From the largest to the smallest; what went back is negative")


class Ledger(BaseModel):
    items: list[LedgerPeriod]
    total: int = Field(description="Number of periods in all")
    currency: str = Field(description="ISO 4217, such as GBP")
    raised_minor: Minor
    withheld_minor: int = Field(description="The sum of the newest movements, which are not told yet")
    returned_by_law_minor: int = Field(
        description="How much went back in all because the law did not let it be kept; it is no part of `raised_minor`"
    )

    @classmethod
    def of(cls, row: CrowdfundRow, shown: Sequence[ShownPeriod], *, total: int, withheld_minor: int) -> Self:
        items = [
            LedgerPeriod(
                first_day=each.period.first,
                last_day=each.period.last,
                sum_minor=each.period.sum_minor,
                amounts_minor=each.amounts_minor,
            )
            for each in shown
        ]
        progress = row.progress()
        return cls(
            items=items,
            total=total,
            currency=progress.currency,
            raised_minor=progress.raised_minor,
            withheld_minor=withheld_minor,
            returned_by_law_minor=progress.returned_by_law_minor,
        )


class Supporter(BaseModel):
    name: str = Field(description="As they typed it to be shown")
    comment: str = Field(description="Empty when they said nothing")


class Supporters(BaseModel):
    items: list[Supporter]
    total: int = Field(description="Number of those who want to be named")

    @classmethod
    def of(cls, messages: Iterable[SupporterMessage], *, total: int) -> Self:
        items = [Supporter(name=message.public_name, comment=message.comment) for message in messages]
        return cls(items=items, total=total)


Proof = Annotated[str, StringConstraints(max_length=LONGEST_PROOF, pattern=r"^[\x21-\x7e]*$")]


class CheckoutWish(BaseModel):
    """What somebody would like to give. Everything else, such as the currency, is the crowdfund's."""

    model_config = ConfigDict(extra="forbid", strict=True)

    amount_minor: Minor = Field(examples=[2500])
    frequency: Literal["once", "monthly"] = Field(
        "once", description="`monthly` takes the amount each month until the donor or the end of the crowdfund stops it"
    )
    locale: Language = Field("en", description="The language of Stripe's page, the receipt and the mail")
    source: Text = Field("", description="Where the gift comes from, in your own words, such as a campaign's code")
    proof: Proof = Field("", description="The solution of the `challenge` that a 428 has brought; else leave it out")


IdempotencyKey = Annotated[
    str,
    StringConstraints(min_length=16, max_length=128, pattern=r"^[\x21-\x7e]*$"),
]
DonationState = Literal[
    "created", "open", "processing", "paid", "part_refunded", "refunded", "disputed", "failed", "expired"
]


class Checkout(BaseModel):
    donation: UUID = Field(description="Names the gift; for whoever knows it, not for the public")
    state: DonationState = Field(description="`open` until it is paid or given up")
    checkout_url: str | None = Field(description="Send the donor there; null unless `state` is `open`")
    receipt_url: str = Field(description="Tells the donor what became of the gift, and lasts")
    expires_at: datetime = Field(description="Until then it can be paid")

    @classmethod
    def of(cls, donation: Donation) -> Self:
        is_open = donation.state == Donation.State.OPEN
        return cls(
            donation=donation.public_id,
            state=cast(DonationState, donation.state),
            checkout_url=donation.checkout_url if is_open else None,
            receipt_url=absolute(donation.receipt_path),
            expires_at=donation.expires_at,
        )
