"""Pictures of private collections: their renditions lie in a folder of their own, which no server hands out."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from wagtail.models import Collection, CollectionViewRestriction

from cms.kept_tables import KeptTable

if TYPE_CHECKING:
    from cms.models import CampaignRendition

FOLDER = "closed_images/"
"""Below MEDIA_ROOT. `cms.views.closed_picture` reads it; `serve_upload` and deploy/Caddyfile refuse it."""


def closed_collections() -> QuerySet[Collection]:
    """Those that are private, and all below them."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed: QuerySet[Any] = CollectionViewRestriction.objects.alias(asked=path)
    return Collection.objects.filter(Exists(closed.filter(asked__startswith=F("collection__path"))))


known_closed_collections = KeptTable("closed collections", closed_collections)


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
