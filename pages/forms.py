"""The form in which editors write a crowdfund: what it refuses to publish, and which line each payment was for.

A draft is kept as it is, however unfinished: what is refused here is refused to whoever publishes or submits it.
"""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from cms.page_form import PageForm
from donations.fields import CURRENCY
from donations.models import Crowdfund
from donations.money import format_minor
from donations.services import has_been_given_to
from pages.completeness import missing
from pages.languages import is_source
from pages.models.costs import BudgetLine


class CrowdfundForm(PageForm):
    def is_valid(self) -> bool:
        """Also looks at what stands in one part of the form because of another."""
        valid: bool = super().is_valid()
        if not valid or not self._writes_numbers():
            return valid
        budget = _Budget(self)
        budget.tell_payments_their_lines(is_draft=self.is_deferred_validation)
        if not self.is_deferred_validation:
            crowdfund = Crowdfund.objects.filter(key=self.instance.translation_key).first()
            self._refuse_two_ends()
            self._refuse_to_close_giving(crowdfund, budget.lines)
            self._refuse_a_new_goal_without_a_reason(crowdfund)
            self._refuse_stretch_goals_below_the_goal()
        return bool(super().is_valid())

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What an autosave changed is told to the form in the browser: the numbers of lines that were moved."""
        updates: list[tuple[str, str]] = super().get_field_updates_for_resave()
        for form in _kept(self.formsets["spending_entries"]):
            number = form.instance.line_number
            if number is not None and number != form.cleaned_data.get("line_number"):
                updates.append((f"{form.prefix}-line_number", str(number)))
        return updates

    def _writes_numbers(self) -> bool:
        # A page that is new has no translation that could be its source.
        return self.instance.pk is None or is_source(self.instance)

    def _refuse_two_ends(self) -> None:
        if self.cleaned_data.get("last_day") and self.cleaned_data.get("has_no_end"):
            self.add_error("has_no_end", gettext("Either a last day or no end: leave out one of the two"))

    def _refuse_to_close_giving(self, crowdfund: Crowdfund | None, lines: list[BudgetLine]) -> None:
        """What people can give to now is not closed by a slip; what nobody could give to yet is published as it is."""
        if crowdfund and crowdfund.is_open() and (parts := missing(self.instance, lines)):
            text = gettext(
                "People can give now, and this version would stop them. Under “Money” it must still say: %(parts)s."
                " “Save draft” keeps your work meanwhile."
            )
            self.add_error(None, text % {"parts": "; ".join(parts)})

    def _refuse_a_new_goal_without_a_reason(self, crowdfund: Crowdfund | None) -> None:
        goal_minor = self.cleaned_data.get("goal_minor")
        if crowdfund is None or goal_minor in (None, crowdfund.goal_minor) or not has_been_given_to(key=crowdfund.key):
            return
        reason = self.cleaned_data.get("goal_change_reason")
        language = self.instance.locale.language_code
        if not reason:
            text = gettext("Say why the goal changes from %(old)s to %(new)s: somebody has given already")
            self.add_error(
                "goal_change_reason", text % {"old": _money(crowdfund.goal_minor), "new": _money(goal_minor)}
            )
        elif reason in (change.reasons.get(language) for change in crowdfund.changes_of_goal()):
            text = gettext("This was the reason for an earlier change. Say why the goal changes now")
            self.add_error("goal_change_reason", text)

    def _refuse_stretch_goals_below_the_goal(self) -> None:
        goal_minor = self.cleaned_data.get("goal_minor")
        if goal_minor is None:
            return
        message = gettext("Enter more than the goal, %(goal)s") % {"goal": _money(goal_minor)}
        for form in _kept(self.formsets["stretch_goals"]):
            if form.cleaned_data["amount_minor"] <= goal_minor:
                form.add_error("amount_minor", message)


class _Budget:
    """Its lines as they stand in the form, and the payments beneath it that name them by number.

    A payment remembers which line was meant, and its number follows that line wherever it is moved.
    """

    def __init__(self, form: CrowdfundForm) -> None:
        self.lines: list[BudgetLine] = [each.instance for each in _kept(form.formsets["budget_lines"])]
        self.keys = [line.translation_key for line in self.lines]
        self.payments = _kept(form.formsets["spending_entries"])

    def tell_payments_their_lines(self, *, is_draft: bool) -> None:
        for form in self.payments:
            problem = self._tell(form)
            if problem and not is_draft:
                form.add_error("line_number", problem)

    def _tell(self, form: Any) -> str:
        """Gives what is wrong with the number."""
        entry, number = form.instance, form.cleaned_data.get("line_number")
        line = self.lines[number - 1] if number and number <= len(self.lines) else None
        if "line_number" not in form.changed_data and number and entry.line_key:
            if entry.line_key in self.keys:
                _set(form, entry.line_key, self.keys.index(entry.line_key) + 1)
                return ""
            # A line that was never published has another key each time its page is saved.
            if line is None or line.pk:
                return gettext("The budget line that it was for is gone. Give the number of another, or none")
        _set(form, line.translation_key if line else None, number)
        return "" if line or number is None else self._no_such_line(number)

    def _no_such_line(self, number: int) -> str:
        if not self.lines:
            return gettext("There is no line %(number)s: the budget has no lines yet") % {"number": number}
        text = gettext("There is no line %(number)s: the lines of the budget are numbered from 1 to %(most)s")
        return text % {"number": number, "most": len(self.lines)}


def _set(form: Any, line_key: UUID | None, number: int | None) -> None:
    entry = form.instance
    if (entry.line_key, entry.line_number) != (line_key, number):
        entry.line_key, entry.line_number = line_key, number
        # Else a form in which nothing was typed would not be saved.
        form.changed_data.append("line_number")


def _kept(formset: Any) -> list[Any]:
    """The forms that stay, in the order in which the editor put them."""
    return list(formset.ordered_forms)


def _money(amount_minor: int) -> str:
    return format_minor(amount_minor, CURRENCY, get_language() or "en")
