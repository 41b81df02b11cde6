"""What a template needs to show a crowdfund's tracker and to ask for a gift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from cms.caching import tag_response
from donations.forms import GiveForm
from donations.models import Crowdfund, CrowdfundText


def ask_context(key: UUID, request: HttpRequest | None) -> dict[str, Any]:
    """`crowdfund`, `progress` and, while it is open, an empty `form`; `crowdfund` is None when none is in force."""
    crowdfund = in_force(key, request)
    if crowdfund is None:
        return {"crowdfund": None}
    if request is not None:
        tag_response(request, crowdfund.cache_tag)
    return _shown(crowdfund, source=request.path if request else "")


def draft_ask_context(
    *,
    key: UUID,
    slug: str,
    title: str,
    goal_minor: int,
    budget_minor: int,
    is_complete: bool,
    suggested_minor: list[int],
    last_day: date | None,
) -> dict[str, Any]:
    """What `ask_context` would give if these were in force: for the preview, which changes and keeps nothing."""
    known = Crowdfund.objects.filter(key=key).select_related("total").first()
    # Without a row there is nothing raised yet; the key 0 belongs to no row.
    crowdfund = known or Crowdfund(pk=0, key=key, slug=slug or "draft", goal_changed_at=timezone.now())
    crowdfund.goal_minor, crowdfund.budget_minor, crowdfund.last_day = goal_minor, budget_minor, last_day
    crowdfund.suggested_minor, crowdfund.is_complete, crowdfund.is_published = suggested_minor, is_complete, True
    crowdfund.text = lambda locale=None: CrowdfundText(title=title)  # type: ignore[method-assign]
    return _shown(crowdfund)


def _shown(crowdfund: Crowdfund, source: str = "") -> dict[str, Any]:
    # A longer source would be dropped: what is left of it still names the page as a rule.
    asked = {"auto_id": f"give-{crowdfund.slug}-%s", "initial": {"source": source[:255]}}
    return {
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "outcomes": outcomes_shown(crowdfund),
        "form": GiveForm(crowdfund=crowdfund, **asked) if crowdfund.is_open() else None,
    }


@dataclass(frozen=True, slots=True)
class OutcomesShown:
    """Whether a reader is told what happens under the goal, and what over it."""

    if_under: bool
    if_over: bool


def outcomes_shown(crowdfund: Crowdfund | None) -> OutcomesShown:
    """Both until it is over, then the one that came true; neither when it came in to the penny."""
    if crowdfund is None or not crowdfund.is_over():
        return OutcomesShown(if_under=True, if_over=True)
    progress = crowdfund.progress()
    return OutcomesShown(
        if_under=progress.raised_minor < progress.goal_minor, if_over=progress.raised_minor > progress.goal_minor
    )


def read_together(keys: Iterable[UUID], request: HttpRequest) -> None:
    """Read at once what `ask_context` will be asked for during this request: a page may tell of several."""
    wanted: dict[UUID, Crowdfund | None] = dict.fromkeys(keys)
    if wanted:
        wanted |= {crowdfund.key: crowdfund for crowdfund in Crowdfund.objects.in_force().filter(key__in=wanted)}
    request.crowdfunds_in_force = wanted  # type: ignore[attr-defined]


def in_force(key: UUID, request: HttpRequest | None) -> Crowdfund | None:
    """The crowdfund with this key while it is in force; without a query when it was read together with others."""
    known: dict[UUID, Crowdfund | None] = getattr(request, "crowdfunds_in_force", {})
    return known[key] if key in known else Crowdfund.objects.in_force().filter(key=key).first()
