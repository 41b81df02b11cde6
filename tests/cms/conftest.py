"""Pages to read, and readers who are signed in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page

from pages.models import HomePage, StandardPage


@pytest.fixture
def home(db: None) -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


@pytest.fixture
def publish(home: HomePage) -> Callable[..., StandardPage]:
    """Publishes a standard page below home, as an editor does: `publish("About us", slug="about")`."""

    def publish_page(title: str, *, parent: Page = home, live: bool = True, **fields: Any) -> StandardPage:
        page = StandardPage(title=title, locale=parent.locale, live=False, **fields)
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
        return page

    return publish_page


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    """A browser in which an administrator is signed in."""
    client.force_login(get_user_model().objects.create_superuser("ada", "ada@example.org", "correct horse"))
    return client
