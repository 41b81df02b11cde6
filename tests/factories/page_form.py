"""The form of a page's editor as a browser sends it: all that it shows, and blocks as its script writes them."""

from typing import Any

from django.http import QueryDict
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield


def editor_of(page: Page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def form_of(browser: Client, page: Page, **said: str) -> QueryDict:
    """As it is loaded, with these fields changed and a body of one text, if it has a body."""
    sent = querydict_from_html(browser.get(editor_of(page)).content.decode(), form_id="page-edit-form")
    if hasattr(page, "body"):
        body: dict[str, Any] = nested_form_data({"body": streamfield([("text", rich_text("<p>Some words.</p>"))])})
        sent.update(body)
    for name, value in said.items():
        sent[name] = value
    return sent
