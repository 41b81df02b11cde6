"""Who may make a campaign, and what of it they may still say."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from wagtail.models import Page, Site

from cms.models import OrganisationSettings
from pages.models import HomePage


def home_for_campaigns(user: Any) -> HomePage | None:
    """The home page below which this user may add campaigns, in the language in which numbers are edited; else None."""
    home = HomePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).first()
    return home if home and home.permissions_for_user(user).can_add_subpage() else None


def may_publish(user: Any, pages: Sequence[Page]) -> bool:
    return all(page.permissions_for_user(user).can_publish() for page in pages)


def is_imprint_missing() -> bool:
    """Whoever makes a campaign may name who publishes the site while nobody is named there.

    The law asks for it on the very page that they are about to publish. To change it takes the right over the settings.
    """
    return not OrganisationSettings.for_site(Site.objects.get(is_default_site=True)).imprint_promoter
