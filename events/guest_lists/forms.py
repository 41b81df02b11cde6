"""What hosts say of a date: how many places it has, how many came by themselves, a word to those who come."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 1_000_000


class PlacesForm(forms.Form):
    places = forms.IntegerField(
        label=_("Places on this date"),
        help_text=_("Empty for as many as the event has. Nobody who has a place loses it."),
        required=False,
        min_value=1,
        max_value=MOST,
    )


class WalkInsForm(forms.Form):
    walk_ins = forms.IntegerField(
        label=_("Came without signing up"),
        help_text=_("Only how many: ask for nobody’s name."),
        min_value=0,
        max_value=MOST,
    )
