"""All that “New campaign” asks, as one form, with more lines of the budget for whoever wants them."""

from typing import Any

from pages.models import CampaignPage, HomePage
from pages.new_campaign import rights
from pages.new_campaign.forms import MORE_ROWS, MOST_ROWS, AskForm, BudgetLines, CampaignForm
from pages.new_campaign.picture import PictureForm
from pages.services.new_campaign import make_campaign

TOTAL = "lines-TOTAL_FORMS"


class Asked:
    def __init__(self, sent: Any, files: Any, *, user: Any) -> None:
        """With what a browser sent, or None and None."""
        self.wants_more_lines = sent is not None and "more_lines" in sent
        self.user = user
        self.lines = BudgetLines(_with_more_lines(sent) if self.wants_more_lines else sent, prefix="lines")
        self.words = CampaignForm(sent, asks_for_promoter=rights.is_imprint_missing())
        self.picture = PictureForm(sent, files, user=user)
        self.ask = AskForm(sent, lines=self.lines)
        self._forms = [self.words, self.picture, self.ask, *self.lines.forms]

    def is_valid(self) -> bool:
        """Whoever asks for more lines is not told yet what is missing elsewhere; only that a file cannot be taken."""
        # Each is asked, so that all is told at once.
        are_valid = [form.is_valid() for form in (*self._forms, self.lines)]
        if self.wants_more_lines:
            for form in self._forms:
                for name in form.errors.keys() - {"file"}:
                    del form.errors[name]
        return all(are_valid) and not self.wants_more_lines

    def errors(self) -> list[tuple[str, str]]:
        """The id of each field with the first that is wrong with it, in the order of the page."""
        return [
            (form[name].id_for_label, str(messages[0]))
            for form in self._forms
            for name, messages in form.errors.items()
            if form.is_bound
        ]

    def make(self, home: HomePage) -> CampaignPage:
        said = self.words.cleaned_data
        return make_campaign(
            home=home,
            title=said["title"],
            introduction=said["introduction"],
            ask=self.ask.ask(),
            picture=self.picture.picture(),
            promoter=said.get("promoter", ""),
            user=self.user,
        )


def _with_more_lines(sent: Any) -> Any:
    total = str(sent.get(TOTAL, ""))
    rows = int(total) if total.isdecimal() and len(total) < 4 else 0
    data = sent.copy()
    data[TOTAL] = str(min(rows + MORE_ROWS, MOST_ROWS))
    return data
