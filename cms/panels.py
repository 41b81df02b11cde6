"""Panels of the admin's start page that more than one package shows."""

from typing import Any

from django.utils.functional import Promise
from wagtail.admin.ui.components import Component


class WhatYouCanDoPanel(Component):
    """One sentence for those who write no pages. Takes away the search over pages, which has no hook of its own."""

    name = "what_you_can_do"
    template_name = "wagtailadmin/home/what_you_can_do.html"
    order = 10

    class Media:
        css = {"all": ["css/admin-without-pages.css"]}

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"sentence": self.sentence}
