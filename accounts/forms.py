"""The form to sign in: allauth's, in plainer words and telling nobody by its time who has an account."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        for field in self.fields.values():
            # A label says it all; a placeholder looks like something that is filled in already.
            field.widget.attrs.pop("placeholder", None)

    def user_credentials(self) -> dict[str, str]:
        """The name or address under one key: allauth looks for both under it.

        Given an address under two keys, it would check a password twice where there is an account and once where there
        is none, and the time would tell.
        """
        return {"username": self.cleaned_data["login"], "password": self.cleaned_data["password"]}
