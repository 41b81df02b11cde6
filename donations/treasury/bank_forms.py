"""The two forms of a bank statement's import: the file, and what is to be done with its lines."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donations.bank_statement import MOST_BYTES, MOST_LINES, Line, NotAStatement, read_statement
from donations.treasury.offline_forms import CrowdfundField

SALT = "donations.bank-statement"
KEPT_SECONDS = 24 * 60 * 60
MOST_FIELDS = 980
"""Ticks and names together: Django takes a thousand fields in one form, and some are not of the lines."""


def statement_message(code: str) -> str:
    """What to say of a file that is no statement; `code` is that of NotAStatement."""
    return {
        "empty": _("This file is empty"),
        "too_large": _("This file is larger than 1 MB. Export a shorter time from your bank"),
        "too_many_lines": _("This file has more than %(most)s lines. Export a shorter time from your bank")
        % {"most": MOST_LINES},
        "not_text": _("This is no CSV file. Choose CSV, not PDF or Excel, when you export it from your bank"),
        "no_header": _(
            "No line of this file names its columns. It needs a column Date, and either Amount or Paid in and Paid out"
        ),
        "no_lines": _("This file has no lines below the names of its columns"),
    }[code]


class StatementForm(forms.Form):
    """`cleaned_data["file"]` is the list of lines that the file holds."""

    file = forms.FileField(
        label=gettext_lazy("Bank statement"),
        help_text=gettext_lazy(
            "A CSV file as your bank exports it, at most 1 MB. You see what it says before anything is entered."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": gettext_lazy("Choose a file"), "empty": gettext_lazy("This file is empty")},
    )

    def clean_file(self) -> list[Line]:
        upload = self.cleaned_data["file"]
        try:
            if upload.size > MOST_BYTES:
                raise NotAStatement("too_large")
            return read_statement(upload.read())
        except NotAStatement as error:
            raise ValidationError(statement_message(error.code), code=error.code) from error


def sealed(lines: Sequence[Line], user: Any) -> str:
    """The lines as text that travels through the page and back: nothing is kept here before the second button."""
    rows = [{**asdict(line), "day": line.day and line.day.isoformat()} for line in lines]
    return signing.dumps([user.pk, rows], salt=SALT, compress=True)


def opened(text: str, user: Any) -> list[Line] | None:
    """The lines that were sealed for this user; None for anything else, and after a day."""
    try:
        owner, rows = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    days = (row["day"] and date.fromisoformat(row["day"]) for row in rows)
    return [Line(**{**row, "day": day}) for row, day in zip(rows, days, strict=True)] if owner == user.pk else None


def payer_field(line: Line) -> str:
    """The name of the field in which one says who a line came from."""
    return f"payer-{line.number}"


class TakeInForm(forms.Form):
    """Which of the new lines become gifts, to which crowdfund."""

    crowdfund = CrowdfundField()
    locale = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES, widget=forms.HiddenInput)
    approve = forms.BooleanField(
        required=False,
        label=gettext_lazy("Count them at once"),
        help_text=gettext_lazy("All but those that somebody else has to approve."),
    )
    line = forms.MultipleChoiceField(
        error_messages={
            "required": gettext_lazy("Tick the lines that are gifts"),
            "invalid_choice": gettext_lazy("One of these lines is not new any more. Look through them again"),
        }
    )

    def __init__(self, *args: Any, new: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Some banks write all in one column: what it says is offered as the name, to be put right.
        nameless = [line for line in new if line.reference and not line.payer]
        for line in nameless[: MOST_FIELDS - len(new)]:
            self.fields[payer_field(line)] = forms.CharField(
                required=False,
                max_length=255,
                initial=line.reference,
                widget=forms.TextInput(attrs={"aria-label": _("From, line %(line)s") % {"line": line.number}}),
            )
        self.fields["line"].choices = [(str(line.number), line.number) for line in new]  # type: ignore[attr-defined]
        self.fields["crowdfund"].choose_the_only_one()  # type: ignore[attr-defined]

    def named(self, line: Line) -> Line:
        """The line with who it came from: as it was typed, or as all that the bank says, where it names nobody."""
        return line if line.payer else replace(line, payer=self.cleaned_data.get(payer_field(line), line.reference))
