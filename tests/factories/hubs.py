"""Hubs as tests need them."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, Site

from accounts.models import User
from events.models import Hub, HubText
from pages.models import HubIndexPage, HubPage
from tests.factories.pages import place


def make_hub(slug: str = "brighton", *, title: str = "Brighton", **fields: Any) -> Hub:
    """A hub in force, without a page."""
    fields.setdefault("opened_at", timezone.now())
    hub = Hub.objects.create(
        site=Site.objects.get(is_default_site=True),
        slug=slug,
        leads_group=Group.objects.create(name=f"Hub {title}: leads"),
        hosts_group=Group.objects.create(name=f"Hub {title}: hosts"),
        collection=Collection.get_first_root_node().add_child(name=f"Hub {title}"),
        **fields,
    )
    HubText.objects.create(hub=hub, locale="en", title=title, path=f"/hubs/{slug}/")
    return hub


def place_index(**fields: Any) -> HubIndexPage:
    """The list of hubs below the English home."""
    found: HubIndexPage | None = HubIndexPage.objects.filter(locale__language_code="en").first()
    return found or place(HubIndexPage, fields.pop("title", "Hubs"), slug="hubs", **fields)


def place_hub(title: str = "Brighton", **fields: Any) -> HubPage:
    """A hub's page below the list of hubs, published unless `live=False`."""
    return place(HubPage, title, slug=title.lower(), parent=fields.pop("parent", None) or place_index(), **fields)


def hub_of(page: HubPage) -> Hub:
    return Hub.objects.get(key=page.translation_key)


def person_of(page: HubPage, *, role: str = "host", username: str = "") -> User:
    """Somebody who may sign in and is one of the hub's hosts, or of its leads."""
    name = username or f"{page.slug}-{role}"
    user = User.objects.create_user(name, f"{name}@example.org", "a long password")
    user.groups.add(hub_of(page).leads_group if role == "lead" else hub_of(page).hosts_group)
    return user
