"""`manage.py erase_person EMAIL`: erases what no law obliges to keep of a person, and says what stays and why."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts import people


class Command(BaseCommand):
    help = "Erases what no law obliges to keep of a person. Prints what stays and why. Cannot be undone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help=people.WHO)
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--stop", action="store_true", help="first stop what runs, such as monthly gifts")

    def handle(self, *args: Any, email: str, yes: bool, stop: bool, **options: Any) -> None:
        try:
            people.export_person(who=email)
            if not yes and input(f"Erase all that may be erased of {email}? It cannot be undone. Type yes: ") != "yes":
                raise CommandError("Nothing was erased.")
            erasure = people.erase_person(who=email, now=timezone.now(), end_what_runs=stop)
        except people.StillRunning as error:
            raise CommandError("\n".join(["Nothing was erased:", *error.obstacles])) from error
        except people.UnknownPerson as error:
            raise CommandError(str(error)) from error
        for what in erasure.erased:
            self.stdout.write(f"Erased: {what}")
        for each in erasure.kept:
            self.stdout.write(f"Kept: {each.what}. {each.why}.")
