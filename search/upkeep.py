"""What the site does for its search without being asked: make good what Elasticsearch has missed, tell how it is."""

from datetime import datetime

from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from search import outage
from search.models import MissedUpdate
from search.queries import ELASTICSEARCH, uses_elasticsearch


def catch_up(now: datetime) -> None:
    """Rebuild Elasticsearch's index when the node is there and has none, or has missed something."""
    if not uses_elasticsearch():
        return
    try:
        is_built = get_search_backend(ELASTICSEARCH).is_built()
    except outage.Unavailable:
        return
    if not is_built:
        MissedUpdate.objects.create()
    # What is missed from here on is not in the list, and so is made good the next time.
    missed = list(MissedUpdate.objects.values_list("pk", flat=True))
    if missed:
        call_command("update_index", backend_name=ELASTICSEARCH, verbosity=0)
        MissedUpdate.objects.filter(pk__in=missed).delete()


def check() -> str | None:
    """Tell how search is. The embedded index is enough to work, so that only its failing is one of the site."""
    get_search_backend().best_pages("ready", Page.objects.live(), limit=1)
    if not uses_elasticsearch():
        return None
    try:
        is_built = get_search_backend(ELASTICSEARCH).is_built()
    except outage.Unavailable:
        return "ok, from the embedded index: Elasticsearch does not answer"
    if MissedUpdate.objects.exists() or not is_built:
        return "ok, from the embedded index: Elasticsearch waits to be brought up to date"
    return None
