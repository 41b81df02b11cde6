"""`manage.py measure_spam`: how well the spam filter tells spam from what people say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from community.spam import corpus
from community.spam.training import Measured, held, measure

LEAST_CAUGHT, MOST_HELD = 95.0, 1.0
"""Percent of the spam, and of what people say."""


class Command(BaseCommand):
    help = (
        "Train the spam filter on some texts of the SpamAssassin public corpus and look at all others, several times."
        " Fails where less than 95 % of the spam is caught, or 1 % of what people say would be held, on average."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--splits", type=int, default=10, help="how often, each time trained on others")
        parser.add_argument("--trained", type=int, default=500, help="how many of each are trained on")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, splits: int, trained: int, seed: int, **options: Any) -> None:
        texts = corpus.spam_assassin()
        if splits < 1 or not 0 < trained < min(len(texts["spam"]), len(texts["ham"])):
            raise CommandError(f"There are {len(texts['spam'])} texts of spam and {len(texts['ham'])} of people.")
        self.stdout.write(f"Trained on {trained} of each; for their text alone are held, of the others:")
        results = []
        for split in range(seed, seed + splits):
            spam, ham, words = measure(texts["spam"], texts["ham"], trained=trained, seed=split)
            letters = held(texts["newsletter"], words)
            self.stdout.write(f"  split {split}: spam {_told(spam)}, people {_told(ham)}, newsletters {_told(letters)}")
            results.append((spam.percent, ham.percent))
        caught, wrongly = (sum(column) / splits for column in zip(*results, strict=True))
        self.stdout.write(f"On average {caught:.2f} % of the spam is caught, and {wrongly:.2f} % of people are held.")
        if caught < LEAST_CAUGHT or wrongly >= MOST_HELD:
            raise CommandError(f"At least {LEAST_CAUGHT:.0f} % and less than {MOST_HELD:.0f} % are asked for.")


def _told(measured: Measured) -> str:
    return f"{measured.held} of {measured.number} ({measured.percent:.2f} %)"
