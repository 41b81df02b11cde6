"""The form of a message. Above it the page says to whom it goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField

LONGEST_MESSAGE = 2000


class MessageForm(forms.Form):
    text = PlainTextField(
        most=LONGEST_MESSAGE,
        keeps_lines=True,
        required=True,
        label=_("What you write"),
        error_messages={"required": _("Write something")},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
