"""The form in which something is named: with its first name it gets the word that stands in addresses and lists."""

from typing import Any

from django.db.models import Model
from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm

from cms.free_names import free_row_slug

LONGEST = 50
"""Of the word, which leaves room for a number."""


class SlugForm(WagtailAdminModelForm):
    """Of a model with `name` and `slug`."""

    def save(self, commit: bool = True) -> Any:
        if not self.instance.slug:
            self.instance.slug = slug_of_name(self.instance)
        return super().save(commit=commit)


def slug_of_name(row: Any) -> str:
    """Of its name; one that has no letters for it is called by what it is, and a number."""
    model: type[Model] = type(row)
    wanted = slugify(row.name)[:LONGEST] or str(model._meta.model_name)
    return free_row_slug(model, wanted)
