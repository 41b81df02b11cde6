"""Django's entry to search."""

from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from cms import health, tick
        from search import upkeep

        health.register("search", upkeep.check)
        tick.register("search-catch-up", upkeep.catch_up, every=timedelta(minutes=1))
