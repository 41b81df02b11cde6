"""The field for an email address in forms of ours: what comes out of it is ASCII, as mail travels."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

LONGEST = 254


class EmailAddressField(forms.EmailField):
    """A domain in other letters becomes what registries know it as (IDNA).

    Else letters that look alike, or that become the same when a database compares without case, would be one address to
    us and another one to the mail server; and some grow when they become small, beyond what a column holds.

    Where it is somebody else's address, give it a plain `widget`: else browsers suggest one's own.
    """

    def __init__(self, **kwargs: Any) -> None:
        told = {"label": _("Email address"), "error_messages": {"required": _("Enter an email address")}}
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(**{"max_length": LONGEST, "widget": widget, **told, **kwargs})

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        try:
            written = _as_mail_travels(address)
        except UnicodeError:
            raise ValidationError(validate_email.message, code="invalid") from None
        if len(written) > LONGEST:
            raise ValidationError(validate_email.message, code="invalid")
        return written


def _as_mail_travels(address: str) -> str:
    """Raises: UnicodeError."""
    local, at, domain = address.rpartition("@")
    local.encode("ascii")
    return local + at + (domain if domain.isascii() else domain.encode("idna").decode())
