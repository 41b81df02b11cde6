"""Django's entry to community."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = _("Community")

    def ready(self) -> None:
        from community import signal_handlers

        signal_handlers.connect()
        register_personal_data()
        register_jobs()
        register_mails()
        register_moderation()


def register_personal_data() -> None:
    from accounts import people
    from community import personal_data, subscriber_data

    people.register("comments", personal_data.COMMENTS)
    people.register("comments_followed", personal_data.FOLLOWERS)
    people.register("signed_up", subscriber_data.SUBSCRIBERS)


def register_jobs() -> None:
    from cms import tick
    from community.services import commenting, following, moderating, moderator_mail, subscribing

    tick.register("comments-unconfirmed", commenting.forget, every=timedelta(days=1))
    tick.register("comments-followers", following.forget, every=timedelta(days=1))
    tick.register("subscribers", subscribing.forget, every=timedelta(days=1))
    tick.register("comments-spam", moderating.forget_spam, every=timedelta(days=1))
    tick.register("moderators", moderator_mail.tell, every=timedelta(minutes=1))
    tick.register("new-comments", following.tell, every=timedelta(minutes=5))


def register_mails() -> None:
    from cms import mail
    from community.services import commenting_mail, following_mail, moderator_mail, subscribing_mail

    for template in (commenting_mail.CONFIRM, commenting_mail.SHOWN):
        mail.register(template, commenting_mail.context)
    mail.register("comments_follow", following_mail.context)
    mail.register(following_mail.ABOUT_COMMENTS, following_mail.comments_context)
    mail.register(moderator_mail.TEMPLATE, moderator_mail.context)
    mail.register(subscribing_mail.ABOUT_SUBSCRIBING, subscribing_mail.context)


def register_moderation() -> None:
    from community.moderation import registry
    from community.moderation.comments import Comments, Spam
    from community.moderation.reports import Reports

    for kind in (Comments(), Reports(), Spam()):
        registry.register(kind)
