"""Django's entry to events."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from cms import tick
        from events.services import dates

        tick.register("event-dates", dates.extend_horizon, every=timedelta(days=1))
