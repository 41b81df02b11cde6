"""`manage.py load_demo`: the demo's people, pages, Welsh and gifts, added where they are missing."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pages.demo import offline, people, site
from pages.demo.checks import load_checks
from pages.demo.comments import load_comments
from pages.demo.contributions import load_contributions
from pages.demo.dates import Dates
from pages.demo.goals import tell_of_changed_goal
from pages.demo.hubs import load_followers, load_hub_people
from pages.demo.wishes import load_wishes

HELP = """Adds the demo: logins (password "changeme"), pages, pictures, Welsh, and gifts made through the Stripe
sandbox; no gifts when a key for Stripe's test mode is set.

What is there already stays as it is, so that a second run changes nothing and a run that was stopped can be repeated.
With --reset, every login, name and page of the demo is put back to what the demo says; pages, pictures and people that
you added stay, and so does all money: a ledger only ever grows. To be rid of money too, remove the database and the
sandbox's file, and start again."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="put the demo's own logins, names and pages back")

    def handle(self, *args: Any, reset: bool, **options: Any) -> None:
        if not settings.ALLOW_DEMO or settings.STRIPE_LIVEMODE:
            raise CommandError("No demo on a site that takes money: everybody knows the passwords of its logins.")
        dates = Dates(timezone.localdate())
        self._say("Logins", people.load_people(reset=reset))
        self._say("Names", people.load_organisation(reset=reset))
        self._say("Pages", site.load_pages(dates, reset=reset))
        self._say("Comments", load_comments())
        self._say("Contributions", load_contributions())
        self._say("People of hubs", load_hub_people(reset=reset) + load_followers() + load_wishes())
        if settings.STRIPE_SANDBOX:
            # Without it the sandbox must not even be imported.
            from pages.demo.giving import load_gifts

            self._say("Gifts", load_gifts(dates))
            tell_of_changed_goal(dates)
            self._say("Checks by law", load_checks())
            self._say("Cheques, pledges, matches", offline.load_offline(dates))
        else:
            self.stdout.write("  Gifts: none, because only the sandbox takes payments of the past")

    def _say(self, what: str, written: int) -> None:
        self.stdout.write(f"  {what}: {f'{written} written' if written else 'nothing to do'}")
