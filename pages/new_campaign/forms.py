"""What is asked for a new campaign: its words, its ask and, while it is missing, the imprint."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.plain_text import PlainTextField
from donations.fields import AmountFormField
from pages.models import BudgetLine, CrowdfundPage
from pages.services.new_campaign import Ask

IF_UNDER = _("If less comes in, we do what the money allows, in the order of the list, and say here what that was.")
IF_OVER = _("If more comes in, it goes to the same campaign, and we say here what we do with it before we spend it.")

ROWS, MORE_ROWS, MOST_ROWS = 4, 4, 40

# The browser's own: Wagtail's need scripts that only its editors load.
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class CampaignForm(forms.Form):
    use_required_attribute = False

    title = PlainTextField(
        most=255,
        required=True,
        label=_("Title"),
        help_text=_("What it is called on the page, in the menu and when somebody shares it."),
        error_messages={"required": _("Give the campaign a title")},
    )
    introduction = PlainTextField(
        most=400,
        required=True,
        label=_("In one sentence"),
        widget=_lines(2),
        help_text=_("What you want and for whom. Shown in large type under the title, in lists and search results."),
        error_messages={"required": _("Say in one sentence what it is about")},
    )

    def __init__(self, *args: Any, asks_for_promoter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_for_promoter:
            return
        self.fields["promoter"] = PlainTextField(
            most=255,
            required=True,
            label=_("Imprint: who publishes this"),
            help_text=_(
                "Name and postal address of whoever causes the site to be published. The Elections Act 2022 asks for "
                "it on every page. You are asked once; later it is changed under Settings › Organisation."
            ),
            error_messages={"required": _("Say who publishes this, with a postal address")},
        )


class AskForm(forms.Form):
    """Only the goal is needed, or lines that say what it is: without the rest the page is published without its ask."""

    use_required_attribute = False

    goal = AmountFormField(
        required=False,
        label=_("Goal"),
        help_text=_("How much you ask for, in pounds: “5,000”. Left empty, it is the sum of the lines below."),
    )
    purpose = PlainTextField(
        most=400,
        keeps_lines=True,
        label=_("What the money is for"),
        widget=_lines(2),
        help_text=_("In a sentence or two. Shown above the lines."),
    )
    if_under = PlainTextField(
        most=1000, keeps_lines=True, label=_("If less comes in"), widget=_lines(2), initial=IF_UNDER
    )
    if_over = PlainTextField(
        most=1000, keeps_lines=True, label=_("If more comes in"), widget=_lines(2), initial=IF_OVER
    )
    last_day = forms.DateField(
        required=False, label=_("Last day"), widget=DAY, help_text=_("Gifts are taken until the end of this day.")
    )
    has_no_end = forms.BooleanField(required=False, label=_("No end"))

    def __init__(self, *args: Any, lines: "BudgetForm", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines

    def clean_goal(self) -> int | None:
        return _within(CrowdfundPage, "goal_minor", self.cleaned_data["goal"])

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        if day and day < timezone.localdate():
            raise ValidationError(gettext("This day is over. Nobody could give"))
        return day

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("last_day") and said.get("has_no_end"):
            self.add_error("has_no_end", gettext("Either a last day or no end: leave out one of the two"))
        if said.get("goal") is None and "goal" not in self.errors:
            if not self.lines.sum_minor:
                self.add_error("goal", gettext("Enter how much you ask for, or what each part of it costs"))
            else:
                said["goal"] = self.lines.sum_minor
        return said

    def ask(self) -> Ask:
        said = self.cleaned_data
        words = {name: said[name] for name in ("purpose", "if_under", "if_over", "last_day", "has_no_end")}
        return Ask(goal_minor=said["goal"], lines=self.lines.filled_in(), **words)


class LineForm(forms.Form):
    use_required_attribute = False

    what = PlainTextField(most=255, label=_("What for"))
    cost = AmountFormField(required=False, label=_("Cost in pounds"))

    def clean_cost(self) -> int | None:
        return _within(BudgetLine, "amount_minor", self.cleaned_data["cost"])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("cost") and not said.get("what") and "what" not in self.errors:
            self.add_error("what", gettext("Say what this cost is for"))
        if said.get("what") and not said.get("cost") and "cost" not in self.errors:
            self.add_error("cost", gettext("Say what this costs"))
        return said


class BudgetForm(forms.BaseFormSet):
    """A fixed handful of lines; a button sends the form once more and gets some more of them."""

    def filled_in(self) -> list[tuple[str, int]]:
        return [(said["what"], said["cost"]) for said in self._said() if said.get("what") and said.get("cost")]

    @property
    def sum_minor(self) -> int:
        """Of all costs that can be read, whatever else is wrong."""
        return sum(said.get("cost") or 0 for said in self._said()) if self.is_bound else 0

    def _said(self) -> list[dict[str, Any]]:
        self.is_valid()
        return [getattr(form, "cleaned_data", {}) for form in self.forms]


BudgetLines: Any = forms.formset_factory(
    LineForm, formset=BudgetForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def _within(model: Any, field: str, amount_minor: int | None) -> int | None:
    """Raises: ValidationError where the page would take no such amount."""
    if amount_minor is not None:
        model._meta.get_field(field).run_validators(amount_minor)
    return amount_minor
