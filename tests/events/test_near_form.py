"""The form that asks near which place reads in the language of whoever asks."""

from django.utils import translation

from events.near_form import NearForm


def test_how_far_is_said_in_the_language_of_the_reader() -> None:
    with translation.override("cy"):
        words = [str(words) for _miles, words in NearForm().fields["within"].choices]

    assert words == ["5 milltir", "10 milltir", "25 milltir", "50 milltir"]
