"""What a template needs to show a crowdfund's tracker and to ask for a gift."""

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
    crowdfund = _in_force(request).get(key)
    if crowdfund is None:
        return {"crowdfund": None}
    if request is not None:
        tag_response(request, crowdfund.cache_tag)
    return _shown(crowdfund)


def draft_ask_context(
    *, key: UUID, slug: str, title: str, goal_minor: int, suggested_minor: list[int], last_day: date | None
) -> dict[str, Any]:
    """What `ask_context` would give if these were in force: for the preview, which changes and keeps nothing."""
    known = Crowdfund.objects.filter(key=key).select_related("total").first()
    # Without a row there is nothing raised yet; the key 0 belongs to no row.
    crowdfund = known or Crowdfund(pk=0, key=key, slug=slug or "draft", goal_changed_at=timezone.now())
    crowdfund.goal_minor, crowdfund.suggested_minor, crowdfund.last_day = goal_minor, suggested_minor, last_day
    crowdfund.is_published = True
    crowdfund.text = lambda locale=None: CrowdfundText(title=title)  # type: ignore[method-assign]
    return _shown(crowdfund)


def _shown(crowdfund: Crowdfund) -> dict[str, Any]:
    return {
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "form": GiveForm(crowdfund=crowdfund, auto_id=f"give-{crowdfund.slug}-%s") if crowdfund.is_open() else None,
    }


def _in_force(request: HttpRequest | None) -> dict[UUID, Crowdfund]:
    """Every crowdfund in force by its key, read once for a request: a page may tell of several."""
    known: dict[UUID, Crowdfund] | None = getattr(request, "crowdfunds_in_force", None)
    if known is None:
        known = {crowdfund.key: crowdfund for crowdfund in Crowdfund.objects.in_force()}
        if request is not None:
            request.crowdfunds_in_force = known  # type: ignore[attr-defined]
    return known
