"""How rows are told in the admin: times, links, and a view of one row that tells its fields in plain words."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.admin.utils import quote
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.views.generic import InspectView

SORTABLE = "Y-m-d H:i"


def moment(field: str, style: str = "j F Y, H:i") -> Callable[[Any], str]:
    """Reads a time off a row and writes it by the clock here."""

    def read(row: Any) -> str:
        at: datetime = getattr(row, field)
        return date_format(timezone.localtime(at), style)

    return read


class InspectRowView(InspectView):
    """`shown` says how a field is written that Wagtail would write as the database holds it. Nothing is a dash."""

    shown: dict[str, Callable[[Any], Any]] = {}
    labels: dict[str, Any] = {}
    listing_label: Any = ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here, through the listing by the name that the menu gives it."""
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        if self.listing_label:
            items[len(self.breadcrumbs_items)]["label"] = self.listing_label
        return items

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(self.labels[field_name]) if field_name in self.labels else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        told = self.shown.get(field_name)
        value = told(self.object) if told else super().get_field_display_value(field_name, field)
        return "–" if value in (None, "", "-") else value


def inspect_link(viewset: str, row: Any, words: Any = "") -> SafeString:
    """A link to where the admin tells of a row; `viewset` is the name of its table's addresses."""
    return format_html('<a href="{}">{}</a>', reverse(f"{viewset}:inspect", args=[quote(row.pk)]), words or row)
