"""Django's entry to pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms import setup
        from pages import onboarding, signal_handlers

        signal_handlers.connect()
        for step in onboarding.STEPS:
            setup.register(step)
