"""`manage.py reconcile`: compare Stripe with the ledger, repair, print each difference."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.days import midnight
from donations.gateways import get_gateway
from donations.gateways.base import GatewayError
from donations.reconciliation import DEFAULT_WINDOW, reconcile


def _day(text: str) -> datetime:
    try:
        return midnight(date.fromisoformat(text))
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a date like 2026-11-23") from error


class Command(BaseCommand):
    last_words = "Nothing compared yet"

    help = "Compares Stripe with the ledger and the ledger with the totals; repairs and prints each difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="repair nothing; exit 1 when there is a difference")
        parser.add_argument("--since", type=_day, metavar="DATE", help="the first day (default: thirty days ago)")

    def handle(self, *args: Any, check: bool, since: datetime | None, **options: Any) -> None:
        now = timezone.now()
        since = since or now - DEFAULT_WINDOW
        self.stdout.write(f"Comparing what happened since {since:%Y-%m-%d} …")
        differences = reconcile(
            gateway=get_gateway(), since=since, now=now, repair=not check, on_progress=self._tell_progress
        )
        left = told = 0
        try:
            for difference in differences:
                left, told = left + (not difference.is_repaired), told + 1
                self.stdout.write(f"{'Repaired' if difference.is_repaired else 'Differs'}: {difference.text}")
        except KeyboardInterrupt:
            # An exit status that shells know for Ctrl-C.
            raise CommandError(self._where_it_stopped(since, told, check=check), returncode=130) from None
        except GatewayError as error:
            raise CommandError(
                f"Stripe did not answer: {error}. What was repaired so far stays; run it again."
            ) from error
        if left:
            raise CommandError(f"Differences left: {left}", returncode=1)
        self.stdout.write("Stripe, the ledger and the totals agree.")

    def _tell_progress(self, words: str) -> None:
        self.last_words = words
        self.stdout.write(words)

    def _where_it_stopped(self, since: datetime, told: int, *, check: bool) -> str:
        command = f"manage.py reconcile{' --check' if check else ''} --since {since:%Y-%m-%d}"
        kept = "" if check else " What was repaired so far stays."
        return f"Stopped. {self.last_words}. Differences so far: {told}.{kept} To go on: {command}"
