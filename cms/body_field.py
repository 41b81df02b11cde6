"""The field that keeps a page's body of blocks."""

from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A stream of blocks, which migrations see as the JSON that it is kept as.

    Blocks are code and no columns: a new one needs no migration. And one that moves what editors wrote reads and
    writes plain lists, where Wagtail's own field would drop each block that is not described in that migration.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    if TYPE_CHECKING:

        def __get__(self, instance: Any, owner: Any) -> Any: ...

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = models.Field.deconstruct(self)
        return name, "django.db.models.JSONField", args, kwargs
