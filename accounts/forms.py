"""The form to sign in: allauth's, in plainer words."""

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
