"""Pictures of private collections: their renditions lie in a folder of their own, which no server hands out."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, CollectionViewRestriction

if TYPE_CHECKING:
    from cms.models import CampaignRendition

FOLDER = "closed_images/"
"""Below MEDIA_ROOT. `cms.views.closed_picture` reads it; `serve_upload` and deploy/Caddyfile refuse it."""


def closed_collections() -> list[int]:
    """Those that are private, and all below them."""
    roots = tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    all_of_them = Collection.objects.values_list("pk", "path") if roots else ()
    return [pk for pk, path in all_of_them if path.startswith(roots)]


def take_away_misplaced(found: "QuerySet[CampaignRendition] | None" = None) -> None:
    """Delete renditions, of all or of those given, that lie where they no longer belong.

    Whoever needs one next makes it in its place.
    """
    if found is None:
        found = apps.get_model("cms.CampaignRendition")._default_manager.all()
    is_closed, is_shut_away = Q(image__collection__in=closed_collections()), Q(file__startswith=FOLDER)
    for rendition in found.filter((is_closed & ~is_shut_away) | (~is_closed & is_shut_away)):
        rendition.delete()


def sort_on_commit(**kwargs: Any) -> None:
    """After the transaction: a collection that moves is saved first, and moved then."""
    transaction.on_commit(take_away_misplaced)
