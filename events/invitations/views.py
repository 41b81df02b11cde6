"""The page that an invitation's link opens: one button, which lets its reader in. Opening it uses nothing up."""

from typing import Any

from allauth.core import ratelimit
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.services import find_account, make_account, needs_own_login
from accounts.sessions import stay_signed_in
from accounts.throttling import too_many_attempts
from cms.personal_pages import keep_personal
from events.hub_roles import role_of
from events.models import Invitation, Role
from events.services import invitations

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Mail programs and their scanners open links by themselves: only the button accepts."""
    return keep_personal(_answer(request, token))


def _answer(request: HttpRequest, token: str) -> HttpResponse:
    found = invitations.find(token)
    if found is None:
        if not ratelimit.consume(request, action="invitation"):
            return too_many_attempts(request)
        return _show(request, None, why_not="unknown", status=404)
    if _leads_home(request, found):
        return redirect("desk_hub", found.hub.slug)
    if why_not := _why_not(found):
        return _show(request, found, why_not=why_not, status=410)
    account = find_account(found.email)
    if why_not := _who_must_sign_in(request, account):
        return _show(request, found, why_not=why_not, account=account, status=200 if request.method == "GET" else 403)
    return _accept(request, found, account) if request.method == "POST" else _show(request, found)


def _why_not(found: Invitation) -> str:
    """Why this invitation can be accepted by nobody."""
    if found.hub.closed_at:
        return "closed"
    state = found.state(timezone.now())
    return "" if state == Invitation.State.OPEN else str(state)


def _leads_home(request: HttpRequest, found: Invitation) -> bool:
    """Volunteers keep the mail as the way back: whoever has used its link and is signed in wants their desk."""
    was_mine = request.user.is_authenticated and found.accepted_by_id == request.user.pk
    return was_mine and not found.hub.closed_at and role_of(request.user, found.hub) is not None


def _who_must_sign_in(request: HttpRequest, account: User | None) -> str:
    """Why whoever reads this cannot accept it just so: an account that is more than a link in a mail is asked for."""
    if account and not account.is_active:
        return "inactive"
    if request.user.is_authenticated:
        return "" if request.user == account else "somebody_else"
    return "sign_in" if account and needs_own_login(account) else ""


@transaction.atomic
def _accept(request: HttpRequest, found: Invitation, account: User | None) -> HttpResponse:
    now = timezone.now()
    try:
        invitations.hold(invitation=found, now=now)
        user = account or make_account(email=found.email, language=get_language() or "en")
        invitations.accept(invitation=found, user=user, now=now)
    except (invitations.NotOpen, invitations.Refused):
        # Somebody was faster: with a second press, or by revoking it.
        transaction.set_rollback(True)
        return redirect(request.path)
    if not request.user.is_authenticated:
        login(request, user, backend=BACKEND)
        stay_signed_in(request)
    return redirect("desk_hub", found.hub.slug)


def _show(
    request: HttpRequest, found: Invitation | None, *, why_not: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "invitation": found,
        "hub": found.hub if found else None,
        "is_lead": bool(found and found.role == Role.LEAD),
        "inviter": found.invited_by.get_full_name() if found and found.invited_by else "",
        "why_not": why_not,
        **more,
    }
    return render(request, "events/invitation.html", context, status=status)
