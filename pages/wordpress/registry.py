"""Which thing of the archive is which of ours: reads and writes of `ImportedItem` for one blog."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from django.db.models import QuerySet

from pages.models import ImportedItem
from pages.wordpress.source import Site

Kind = ImportedItem.Kind


def source_of(site: Site) -> str:
    """What tells this blog from another: its host and path, however it was reached."""
    try:
        parts = urlsplit(site.address)
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
    return f"{host}{parts.path.rstrip('/')}"[:200]


class Registry:
    def __init__(self, source: str) -> None:
        self.source = source

    @property
    def items(self) -> QuerySet[ImportedItem]:
        return ImportedItem.objects.filter(source=self.source)

    def find(self, kind: Kind, old_id: int) -> ImportedItem | None:
        return self.items.filter(kind=kind, old_id=old_id).first()

    def keys(self, kind: Kind, old_ids: Iterable[int]) -> dict[int, int]:
        """Our ids of those that are here, by the blog's."""
        found = self.items.filter(kind=kind, old_id__in=list(old_ids))
        return dict(found.values_list("old_id", "object_id"))

    def at(self, paths: Iterable[str]) -> dict[str, ImportedItem]:
        """What lay at these paths of the blog."""
        return {item.old_path: item for item in self.items.filter(old_path__in=list(paths))}

    def new(self, kind: Kind, old_id: int, *, old_path: str = "") -> ImportedItem:
        """Of what is not here yet; its `object_id` is still to be told."""
        return ImportedItem(source=self.source, kind=kind, old_id=old_id, old_path=old_path[:500])

    def note_many(self, kind: Kind, keys: Mapping[int, int]) -> None:
        ImportedItem.objects.bulk_create(
            ImportedItem(source=self.source, kind=kind, old_id=old_id, object_id=key) for old_id, key in keys.items()
        )
