"""A browser that has shown whose address it is: a signed cookie, set only where its owner ticked that they want it.

Pages on which comments are read and written depend on no cookie; only the address that takes a comment reads it.
"""

from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse

from community.models import Commenter

COOKIE = "commenter"
KEPT_SECONDS = 365 * 24 * 3600

_signer = signing.TimestampSigner(salt="community.recognition")


def remember(response: HttpResponse, request: HttpRequest, commenter: Commenter) -> None:
    response.set_cookie(
        COOKIE,
        _signer.sign(commenter.public_id.hex),
        max_age=KEPT_SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def is_known(request: HttpRequest, email: str) -> bool:
    """Whether this browser was remembered for that address, and for no other."""
    try:
        told = UUID(_signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=KEPT_SECONDS))
    except (signing.BadSignature, ValueError):
        return False
    return Commenter.objects.filter(public_id=told, email=email.lower(), confirmed_at__isnull=False).exists()
