"""The signed address at which a donor says who they are: whoever knows it may tell, and reads nothing that was told."""

from typing import Any

from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from donations.models import Donation, PermissibilityCheck


def declaration_path(check: PermissibilityCheck) -> str:
    """The path of the page, in the donor's language."""
    with translation.override(check.donation.locale):
        return reverse("donations:declaration", args=[_signer().sign(str(check.pk))])


def shown_check(donation: Donation) -> dict[str, Any]:
    """The donation's check and the address to declare at, for a page of the donor's; nothing without a check."""
    check: PermissibilityCheck | None = getattr(donation, "permissibility", None)
    if check is None:
        return {}
    return {"check": check, "declaration_path": declaration_path(check)}


def check_of(token: str) -> PermissibilityCheck | None:
    """The check that a token of ours is about."""
    try:
        pk = _signer().unsign(token)
    except BadSignature:
        return None
    checks = PermissibilityCheck.objects.select_related("donation__crowdfund", "donation__donor")
    return checks.filter(pk=pk).first()


def _signer() -> Signer:
    return Signer(salt="donations.declaration")
