"""Listings of the admin as files: nothing that a spreadsheet would run, and a trace of who took them away."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.log_actions import LogFormatter, log

EXPORTED = "cms.export"

STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""https://owasp.org/www-community/attacks/CSV_Injection"""


def harmless(value: Any) -> Any:
    """The value as a cell that shows what it is. A number stays a number: nobody can type one that runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value


class ExportedIndexView(IndexView):
    """`exported` has the columns of the file: a heading, and what reads the cell off a row. Each export is logged."""

    exported: Sequence[tuple[str | Promise, Callable[[Any], Any]]] = ()

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.list_export = [str(heading) for heading, _read in self.exported]

    def get_heading(self, queryset: Any, field: str) -> str:
        return field

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {str(heading): harmless(read(item)) for heading, read in self.exported}

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        # At once: while the answer is sent, the language of whoever asked is no longer the current one.
        return iter(list(super().stream_csv(queryset)))

    def get_filename(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        # Wagtail's log is about things: here it is about whoever took them away.
        what = {"listing": self.get_filename(), "rows": queryset.count(), "format": spreadsheet_format}
        log(instance=self.request.user, action=EXPORTED, user=self.request.user, data=what)
        return super().as_spreadsheet(queryset, spreadsheet_format)


class ExportFormatter(LogFormatter):
    label = _("Download a list")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Downloaded %(rows)s rows of “%(listing)s”") % log_entry.data
