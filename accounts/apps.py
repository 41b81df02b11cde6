"""Django's entry to accounts: every site has its groups, every session the moment of its login."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import people, personal_data, roles, sessions

        people.register("accounts", personal_data.USERS)
        people.register("mails", personal_data.MAILS)
        people.register("log", personal_data.LOG)
        user_logged_in.connect(sessions.note_login, dispatch_uid="accounts.note_login")
        post_migrate.connect(roles.ensure_groups_after_migrating, sender=self)
