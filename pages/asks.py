"""What a template needs to show a crowdfund's tracker and to ask for a gift."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from cms.caching import tag_response
from donations.forms import GiveForm
from donations.models import Crowdfund


def ask_context(key: UUID, request: HttpRequest | None) -> dict[str, Any]:
    """`crowdfund`, `progress` and, while it is open, an empty `form`; `crowdfund` is None when none is in force."""
    crowdfund = Crowdfund.objects.in_force().filter(key=key).first()
    if crowdfund is None:
        return {"crowdfund": None}
    if request is not None:
        tag_response(request, crowdfund.cache_tag)
    return {
        "crowdfund": crowdfund,
        "progress": crowdfund.progress(),
        "form": GiveForm(crowdfund=crowdfund, auto_id=f"give-{crowdfund.slug}-%s") if crowdfund.is_open() else None,
    }
