"""`manage.py export_person EMAIL`: all that is held of a person, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts import people


class Command(BaseCommand):
    help = "Prints all that is held of a person, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help=people.WHO)

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            held = people.export_person(who=email)
        except people.UnknownPerson as error:
            raise CommandError(str(error)) from error
        told = {"asked_for": email.strip(), "exported_at": timezone.now(), **held}
        self.stdout.write(json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
