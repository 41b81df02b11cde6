"""Hubs as tests need them."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection, Site

from events.models import Hub, HubText


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
