"""Django's entry to the ground floor."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self) -> None:
        from cms import mail, onboarding, retention, setup, signal_handlers, tick

        signal_handlers.connect()
        for step in onboarding.STEPS:
            setup.register(step)
        tick.register("send-mail", mail.send_due, every=timedelta(minutes=1))
        tick.register("retention", retention.forget, every=timedelta(days=1))
