"""What moderators ask for, decide, answer and choose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField
from cms.row_keys import read_key
from community.models import Action, HowOften, ModeratorMail
from community.models.comment import LONGEST_NAME, LONGEST_TEXT
from community.models.decision import LONGEST_WHY
from community.moderation.inbox import EACH, Asked
from community.moderation.registry import GROUPED_BY, Kind, kinds

GROUPINGS = (
    ("words", _("Those of the same words")),
    ("sender", _("Those of the same sender")),
    ("page", _("Those of the same page")),
    (EACH, _("Nothing: each by itself")),
)
WAITED = ((0, _("However long")), (1, _("An hour")), (24, _("A day")), (7 * 24, _("A week")))


class AskedForm(forms.Form):
    """The filters of the inbox. What is none of the choices counts as not chosen: addresses are typed and shortened."""

    kind = forms.ChoiceField(label=_("What"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    waited = forms.ChoiceField(label=_("Waits for at least"), required=False, choices=WAITED)
    by = forms.ChoiceField(label=_("Together"), required=False, choices=GROUPINGS)
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", _("All that waits")), *((kind.name, kind.label) for kind in kinds())]  # type: ignore[attr-defined]
        reasons = {code: words for kind in kinds() for code, words in kind.reasons.items()}
        self.fields["reason"].choices = [("", _("Any")), *reasons.items()]  # type: ignore[attr-defined]

    def asked(self, group: str = "") -> Asked:
        self.is_valid()
        given = self.cleaned_data
        by = given.get("by") or GROUPED_BY[0]
        return Asked(
            kinds=_kinds(given.get("kind", "")),
            by=by,
            group=group if by in GROUPED_BY else "",
            reason=given.get("reason", ""),
            page=_uuid(given.get("page", "")),
            waited_hours=int(given.get("waited") or 0),
        )


def _kinds(name: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in kinds() if (kind.name == name if name else kind.waits))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class DecisionForm(forms.Form):
    """Which button was pressed, beside which row of the inbox, or on a case's own page."""

    action = forms.ChoiceField(choices=Action.choices)
    kind = forms.CharField()
    group = forms.CharField(required=False)
    last = forms.CharField()
    why = PlainTextField(label=_("Why (for other moderators)"), most=LONGEST_WHY)

    def clean_last(self) -> int:
        key = read_key(self.cleaned_data["last"])
        if key is None:
            raise forms.ValidationError(_("There is no such case."))
        return key


class AnswerForm(forms.Form):
    """The campaign's own answer to a comment."""

    role = PlainTextField(
        label=_("Your role"), most=LONGEST_NAME, help_text=_("Shown beside your name, such as “organiser”.")
    )
    text = PlainTextField(
        label=_("Answer"),
        most=LONGEST_TEXT,
        keeps_lines=True,
        required=True,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write an answer")},
    )


class MailForm(forms.ModelForm[ModeratorMail]):
    class Meta:
        model = ModeratorMail
        fields = ["how_often"]
        labels = {"how_often": _("Tell me by email of what waits")}
        widgets = {"how_often": forms.Select(choices=HowOften.choices)}
