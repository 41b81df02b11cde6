"""`manage.py tick`: run what is due by time. Safe to run every minute and twice at once."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from cms import tick


class Command(BaseCommand):
    help = "Runs every timed job that is due: publishing, mail, reconciliation, retention."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="go on until stopped, every SECONDS")

    def handle(self, *args: Any, loop: int | None = None, verbosity: int = 1, **options: Any) -> None:
        while True:
            done = tick.run_due(timezone.now())
            if verbosity > 1 and done:
                self.stdout.write(", ".join(done))
            if not loop:
                return
            close_old_connections()
            time.sleep(loop)
