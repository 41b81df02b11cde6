"""The forms to sign in, by password or code, and of a forgotten password: their time tells nobody who is known."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm as AllauthConfirmLoginCodeForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import NOBODY, User

LOGIN_CHARACTERS = 254
"""As long as the longest address. SQLite looks for a much longer one with an error."""


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("Username or email address")
        login.validators.append(MaxLengthValidator(LOGIN_CHARACTERS))
        login.widget.attrs["maxlength"] = LOGIN_CHARACTERS
        for field in self.fields.values():
            # A label says it all; a placeholder looks like something that is filled in already.
            field.widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, str]:
        """The name or address under one key: allauth looks for both under it.

        Given an address under two keys, it would check a password twice where there is an account and once where there
        is none, and the time would tell.
        """
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class ResetPasswordForm(AllauthResetPasswordForm):
    users: list[User]

    def clean_email(self) -> str:
        """Find somebody in any case: where nobody has an account, one who gets no mail (accounts/adapter.py)."""
        email = str(super().clean_email())
        self.users = self.users or [User(pk=NOBODY, username="nobody")]
        return email


class RequestLoginCodeForm(AllauthRequestLoginCodeForm):
    _user: User | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Email address")
        self.fields["email"].widget.attrs = {"autocomplete": "email", "maxlength": LOGIN_CHARACTERS}
        self.fields["email"].validators.append(MaxLengthValidator(LOGIN_CHARACTERS))

    def clean_email(self) -> str:
        """Find somebody in any case, as when a password is forgotten."""
        email = str(super().clean_email())
        self._user = self._user or User(pk=NOBODY, username="nobody")
        return email


class ConfirmLoginCodeForm(AllauthConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "characters"}
