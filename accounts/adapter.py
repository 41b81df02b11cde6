"""How allauth behaves here: nobody signs up by themselves, guessing is slowed down, mail goes through the outbox."""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.models import NOBODY, User
from accounts.services import needs_own_login
from accounts.throttling import too_many_attempts
from cms.mail import queue_mail

LOCKED_FOR_SECONDS = 300
"""As long as the longest of ACCOUNT_RATE_LIMITS["login_failed"]."""

WRONG_LOGIN = gettext_lazy("The username or the password is wrong")


class AccountAdapter(DefaultAccountAdapter):
    # Allauth has no Welsh for these.
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG_LOGIN,
        "email_password_mismatch": WRONG_LOGIN,
        "incorrect_code": gettext_lazy("This is not the code. Use the newest mail; the code in it lasts 15 minutes"),
        "too_many_login_attempts": gettext_lazy("That was wrong too often. Ask for a new code in a minute"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user: Any = request.user
        if not needs_own_login(user):
            return reverse("desk")
        may_enter = user.has_perm("wagtailadmin.access_admin")
        return super().get_login_redirect_url(request) if may_enter else "/"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises: ValidationError for the demo's password, ImmediateHttpResponse (429) after too many wrong ones."""
        if credentials.get("password") in settings.REFUSED_PASSWORDS:
            message = _(
                "Everybody knows this password: it is the demo’s. Choose a new one with “Forgot your password?”"
            )
            raise ValidationError(message, code="refused_password")
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(too_many_attempts(request)) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Counted by account and address, so that nobody can lock somebody else out from afar.
        return f"{self.get_client_ip(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **more: Any
    ) -> None:
        """Only our own words: what allauth has templates for, has no Welsh, and our pages say it themselves."""
        if message:
            super().add_message(request, level, message=message)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one mail that allauth sends besides: a code to sign in with, to nobody where nobody has an account."""
        queue_mail(
            key=f"login-code:{uuid.uuid4()}",
            to=email if filter_users_by_email(email, is_active=True) else None,
            template="login_code",
            context={"code": context["code"]},
            locale=get_language() or settings.LANGUAGE_CODE,
            now=timezone.now(),
        )

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        queue_mail(
            key=f"password-reset:{uuid.uuid4()}",
            to=None if user.pk == NOBODY else email,
            template="password_reset",
            context={"user": user, "url": context["password_reset_url"]},
            locale=get_language() or settings.LANGUAGE_CODE,
            now=timezone.now(),
        )
