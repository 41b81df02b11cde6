"""Django's entry to events."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from events import signal_handlers

        signal_handlers.connect()
        register_personal_data()
        register_jobs_of_hubs()
        register_jobs_of_meetings()
        register_mails()


def register_personal_data() -> None:
    from accounts import people
    from events import personal_data

    people.register("invitations", personal_data.INVITATIONS)
    people.register("sign_ups", personal_data.SIGN_UPS)
    people.register("hubs_followed", personal_data.FOLLOWERS)
    people.register("meetings_wanted", personal_data.MEETING_WISHES)
    people.register("mentors", personal_data.MENTORS)


def register_jobs_of_hubs() -> None:
    from cms import tick
    from events import personal_data
    from events.services import absences, following, meeting_wishes, meetings_found, mentors

    tick.register("hub-absences", absences.end_unused_roles, every=timedelta(days=1))
    tick.register("hub-invitations", personal_data.forget_invitations, every=timedelta(days=1))
    tick.register("hub-followers", following.forget, every=timedelta(days=1))
    tick.register("mentors", mentors.tell_of_meetings, every=timedelta(minutes=5))
    tick.register("meetings-found", meetings_found.tell, every=timedelta(minutes=5))
    tick.register("meeting-wishes", meeting_wishes.forget, every=timedelta(days=1))


def register_jobs_of_meetings() -> None:
    from cms import tick
    from events.services import announcements, dates, guest_lists, notices, surveys, waiting_list

    tick.register("new-meetings", announcements.tell_of_new_meetings, every=timedelta(minutes=1))
    tick.register("event-dates", dates.extend_horizon, every=timedelta(days=1))
    tick.register("waiting-lists", waiting_list.move_up, every=timedelta(minutes=1))
    tick.register("sign-up-notices", notices.tell_of_changes, every=timedelta(minutes=1))
    tick.register("sign-up-reminders", notices.remind, every=timedelta(minutes=5))
    tick.register("surveys", surveys.ask, every=timedelta(minutes=5))
    tick.register("sign-ups-over", guest_lists.forget, every=timedelta(days=1))


def register_mails() -> None:
    from cms import mail
    from events.services import (
        following_mail,
        meeting_wish_mail,
        mentor_mail,
        sign_up_mail,
    )

    for template in sign_up_mail.ABOUT_A_SIGN_UP:
        mail.register(template, sign_up_mail.context)
    for template in (mentor_mail.ABOUT_A_HUB, mentor_mail.ABOUT_A_MEETING):
        mail.register(template, mentor_mail.context)
    mail.register(sign_up_mail.ABOUT_A_MESSAGE, sign_up_mail.message_context)
    mail.register("following", following_mail.context)
    mail.register(following_mail.ABOUT_A_MEETING, following_mail.meeting_context)
    mail.register(meeting_wish_mail.CONFIRM, meeting_wish_mail.context)
    mail.register(meeting_wish_mail.FOUND, meeting_wish_mail.found_context)
    mail.register(meeting_wish_mail.MESSAGE, meeting_wish_mail.message_context)
