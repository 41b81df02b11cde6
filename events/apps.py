"""Django's entry to events."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from accounts import people
        from cms import tick
        from events import personal_data
        from events.services import absences, dates

        people.register("invitations", personal_data.INVITATIONS)
        tick.register("hub-absences", absences.end_unused_roles, every=timedelta(days=1))
        tick.register("hub-invitations", personal_data.forget, every=timedelta(days=1))
        tick.register("event-dates", dates.extend_horizon, every=timedelta(days=1))
