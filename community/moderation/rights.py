"""Who moderates."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.views.decorators.cache import never_cache

from accounts.models import User
from accounts.roles import MODERATE
from community.models import HowOften, ModeratorMail

View = Callable[..., Any]


def moderators_only(view: View) -> View:
    """For a view of the admin; Wagtail itself sends to the login whoever is not signed in."""

    @never_cache
    @wraps(view)
    def guarded(request: Any, *args: Any, **named: Any) -> Any:
        if not request.user.has_perm(MODERATE):
            raise PermissionDenied
        return view(request, *args, **named)

    return guarded


def those_told_by_mail() -> QuerySet[User]:
    """Moderators with an address who did not choose otherwise; administrators only if they chose to be told."""
    label, codename = MODERATE.split(".")
    right = Permission.objects.filter(content_type__app_label=label, codename=codename)
    chosen = ModeratorMail.objects.exclude(how_often=HowOften.NEVER).values("moderator")
    never = ModeratorMail.objects.filter(how_often=HowOften.NEVER).values("moderator")
    has_right = Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    found = User.objects.filter(has_right | Q(is_superuser=True, pk__in=chosen), is_active=True)
    return found.exclude(email="").exclude(pk__in=never).distinct().order_by("pk")
