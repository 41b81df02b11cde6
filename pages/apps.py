"""Django's entry to pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms import setup
        from donations import line_words
        from pages import line_titles, onboarding, signal_handlers

        line_words.register(line_titles.in_language)
        signal_handlers.connect()
        for step in onboarding.STEPS:
            setup.register(step)
