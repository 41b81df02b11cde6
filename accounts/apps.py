"""Django's entry to accounts: every site has its groups."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from accounts import roles

        post_migrate.connect(roles.ensure_groups_after_migrating, sender=self)
