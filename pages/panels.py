"""Panels of the page editor."""

from typing import Any

from wagtail.admin.panels import Panel

from pages.completeness import missing


class MissingPartsPanel(Panel):
    """What of the ask is missing, as the page was saved last."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/missing_parts.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.missing = missing(self.instance)
