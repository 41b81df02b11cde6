"""Django's entry to donations: triggers after migrations, checks, timed jobs, health."""

from datetime import timedelta

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DonationsConfig(AppConfig):
    name = "donations"
    verbose_name = _("Donations")

    def ready(self) -> None:
        from accounts import people
        from cms import health, mail, setup
        from donations import checks, onboarding, triggers
        from donations.services.erasure import end_monthly_gifts, erase
        from donations.services.people import export, find, running
        from donations.services.receipts import receipt_context

        post_migrate.connect(triggers.install, sender=self)
        people.register("giving", people.Holder(export, erase, obstacles=running, end=end_monthly_gifts, find=find))
        mail.register("receipt", receipt_context)
        health.register("webhooks", checks.check_unprocessed_events)
        setup.register(onboarding.REGULATED_STATUS)
        setup.register(onboarding.STRIPE_KEYS)
        setup.register(onboarding.STRIPE_WEBHOOK)
        register_jobs()


def register_jobs() -> None:
    from cms import tick
    from donations import inbox, reconciliation, tasks
    from donations.services import erasure, law_jobs, updates

    tick.register("events", inbox.take_up_due, every=timedelta(minutes=1))
    tick.register("events-not-ours", inbox.give_up_waiting, every=timedelta(days=1))
    tick.register("forget-erased", erasure.forget_the_rest, every=timedelta(days=1))
    tick.register("supporter-updates", updates.send_updates_due, every=timedelta(minutes=1))
    tick.register("refunds", tasks.carry_out_refunds_due, every=timedelta(minutes=1))
    tick.register("monthly-gifts", tasks.stop_monthly_gifts_due, every=timedelta(minutes=1))
    tick.register("checks-due", law_jobs.return_overdue, every=timedelta(minutes=15))
    tick.register("checks-reminders", law_jobs.remind_donors, every=timedelta(hours=6))
    tick.register("checks-missed", law_jobs.look_again, every=timedelta(hours=1))
    tick.register("checks-splits", law_jobs.flag_splits, every=timedelta(hours=1))
    tick.register("reconcile", reconciliation.repair_recent, every=timedelta(days=1))
    if settings.STRIPE_SANDBOX:
        from donations import sandbox

        tick.register("sandbox-webhooks", sandbox.deliver_due, every=timedelta(seconds=1))
