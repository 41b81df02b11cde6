"""One choice of several, or several, all in full view."""

from django import forms


class Radios(forms.RadioSelect):
    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Of the first choice, where no one is asked for: what is wrong with the answer leads there."""
        return super().id_for_label(id_, "0" if index is None else index)


class Boxes(forms.CheckboxSelectMultiple):
    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """As of radios."""
        return super().id_for_label(id_, "0" if index is None else index)
