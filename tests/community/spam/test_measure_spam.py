"""The figure that the filter must hold, once on each run; `manage.py measure_spam` prints more of them."""

import pytest
from django.core.management import CommandError, call_command

from community.spam import corpus
from community.spam.first_words import together
from community.spam.training import count, held


def test_on_texts_that_it_was_not_trained_on_it_holds_spam_and_lets_people_through(
    capsys: pytest.CaptureFixture,
) -> None:
    call_command("measure_spam", splits=1, seed=3)

    assert "spam 600 of 622 (96.46 %), people 13 of 1720 (0.76 %)" in capsys.readouterr().out


def test_a_filter_that_cannot_tell_them_apart_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Words {number} of the same kind" for number in range(20)]
    monkeypatch.setattr(corpus, "spam_assassin", lambda: {"spam": texts, "ham": texts, "newsletter": texts})

    with pytest.raises(CommandError, match="At least 95 %"):
        call_command("measure_spam", splits=2, trained=10)
    with pytest.raises(CommandError, match="20 texts of spam"):
        call_command("measure_spam", trained=20)


def test_a_new_site_lets_through_what_campaigns_are_told() -> None:
    """Of the comments that were written for it half are trained on, beside the mail, and the others looked at."""
    mail, comments = corpus.spam_assassin(), corpus.comments()
    half = count(comments["spam"][::2], comments["ham"][::2])
    words = together(count(mail["spam"], mail["ham"]), half)

    assert held(comments["ham"][1::2], words).held == 0
    assert held(comments["spam"][1::2], words).held >= 10
