"""Django's entry to pages."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from cms import setup, tick
        from community import talks
        from donations import line_words
        from pages import line_titles, onboarding, review, review_signals, signal_handlers
        from pages.models.talk import mode_in_force
        from pages.services.scheduling import publish_scheduled
        from pages.services.talks import close_talk

        line_words.register(line_titles.in_language)
        talks.register(mode_in_force)
        talks.register_closing(close_talk)
        signal_handlers.connect()
        review_signals.connect()
        post_migrate.connect(review.ensure_review_after_migrating, sender=self)
        tick.register("publish-scheduled", publish_scheduled, every=timedelta(minutes=1))
        register_notices()
        register_contributions()
        for step in onboarding.STEPS:
            setup.register(step)


def register_notices() -> None:
    from cms import mail, tick
    from pages.services import editing_mail, editing_notices, findings

    mail.register(editing_mail.EDITING, editing_mail.context)
    tick.register("reviews-waiting", editing_notices.remind_reviewers, every=timedelta(hours=1))
    tick.register("pages-published", editing_notices.tell_of_published, every=timedelta(minutes=1))
    tick.register("pages-expiring", editing_notices.tell_of_expiring, every=timedelta(days=1))
    tick.register("findings", findings.look_through, every=timedelta(hours=1))


def register_contributions() -> None:
    from accounts import people
    from cms import mail, tick
    from community.moderation import registry
    from pages.contributions import mail as contribution_mail
    from pages.contributions import personal_data, services, waiting

    registry.register(waiting.Contributions())
    people.register("contributions", personal_data.CONTRIBUTIONS)
    tick.register("contributions", services.forget, every=timedelta(days=1))
    for template in contribution_mail.TEMPLATES:
        mail.register(template, contribution_mail.context)
