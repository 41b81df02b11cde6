"""The forms in which readers comment, change what they wrote, follow a talk and report a comment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.email_field import EmailAddressField
from cms.plain_text import PlainTextField
from community import written_since
from community.models import Reason
from community.models.comment import LONGEST_NAME, LONGEST_TEXT
from community.models.report import LONGEST_WORDS
from community.talks import Talk


def text_field() -> PlainTextField:
    return PlainTextField(
        most=LONGEST_TEXT,
        keeps_lines=True,
        required=True,
        label=_("Comment"),
        error_messages={"required": _("Write a comment")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class CommentForm(forms.Form):
    """Under a page and in answer to a comment."""

    text = text_field()
    name = PlainTextField(
        most=LONGEST_NAME,
        required=True,
        label=_("Name"),
        help_text=_("Shown beside your comment. It need not be your whole name."),
        error_messages={"required": _("Enter a name")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailAddressField(help_text=_("Never shown. We write to it about this comment only."))
    follow = forms.BooleanField(label=_("Mail me when others comment here"), required=False)
    since = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, talk: Talk, **kwargs: Any) -> None:
        super().__init__(data, prefix=None, auto_id="id_comment_%s", **kwargs)
        self.fields["since"].initial = written_since.stamp(talk)


class TextForm(forms.Form):
    """What somebody makes of their own comment."""

    text = text_field()


class FollowForm(forms.Form):
    email = EmailAddressField(help_text=_("For new comments under this page, and nothing else. Nobody else sees it."))


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it")},
    )
    words = PlainTextField(
        most=LONGEST_WORDS,
        keeps_lines=True,
        label=_("What should moderators know?"),
        help_text=_("You need not write anything, and nobody learns who you are."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
