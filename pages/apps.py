"""Django's entry to pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms import setup
        from community import talks
        from donations import line_words
        from pages import line_titles, onboarding, signal_handlers
        from pages.models.talk import mode_in_force
        from pages.services.talks import close_talk

        line_words.register(line_titles.in_language)
        talks.register(mode_in_force)
        talks.register_closing(close_talk)
        signal_handlers.connect()
        for step in onboarding.STEPS:
            setup.register(step)
