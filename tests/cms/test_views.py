"""What machines are told: whether the site is up and ready, what robots may read, whom to tell of a weakness."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from cms import health
from cms.models import OrganisationSettings
from pages.models import HomePage, StandardPage

Publish = Callable[..., StandardPage]


def test_the_process_is_up_without_a_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_the_site_is_ready(client: Client, db: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert {"database", "migrations", "cache"} <= response.json()["checks"].keys()


@pytest.mark.parametrize(
    ("check", "status", "said"),
    [
        (lambda: "2 not processed", 503, "2 not processed"),
        (lambda: "ok, but slow", 200, "ok, but slow"),
        (lambda: 1 / 0, 503, "unreachable"),
        (lambda: None, 200, "ok"),
    ],
)
def test_it_is_not_ready_for_a_reason(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, check: Any, status: int, said: str
) -> None:
    monkeypatch.setitem(health._checks, "mine", check)

    response = client.get("/readyz")

    assert response.status_code == status
    assert response.json()["checks"]["mine"] == said


def test_a_dead_cache_is_told(client: Client, db: None, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    response = client.get("/readyz")

    assert (response.status_code, response.json()["checks"]["cache"]) == (503, "does not keep what it is given")


def test_robots_are_kept_from_forms_and_receipts_in_every_language(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://campaign.example"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    closed = ("/admin/", "/give/", "/cy/give/", "/receipts/", "/cy/receipts/", "/login/", "/cy/accounts/")
    assert {f"Disallow: {path}" for path in closed} <= set(lines)
    assert lines[-1] == "Sitemap: https://campaign.example/sitemap.xml"


@pytest.fixture
def welsh_home(home: HomePage) -> HomePage:
    welsh = HomePage.objects.get(locale__language_code="cy")
    welsh.save_revision().publish()
    return welsh


def test_the_sitemap_lists_public_pages_with_their_languages(
    client: Client, publish: Publish, welsh_home: HomePage, settings: Any
) -> None:
    settings.SITE_URL = "https://campaign.example"
    about = publish("About us", slug="about")
    publish("Amdanom ni", slug="amdanom", parent=welsh_home, translation_key=about.translation_key)
    publish("Contact", slug="contact")
    publish("Draft", slug="draft", live=False)
    secret = publish("Secret", slug="secret")
    publish("Deeper secret", slug="deeper", parent=secret)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

    response = client.get("/sitemap.xml")

    shown = response.content.decode()
    root = "https://campaign.example"
    assert response.headers["Content-Type"] == "application/xml"
    assert [f"<loc>{root}{path}</loc>" in shown for path in ("/", "/cy/", "/about/", "/cy/amdanom/", "/contact/")] == [
        True
    ] * 5
    assert shown.count(f'hreflang="cy" href="{root}/cy/amdanom/"') == 2
    assert shown.count(f'hreflang="en" href="{root}/about/"') == 2
    assert "draft" not in shown
    assert "secret" not in shown
    assert "deeper" not in shown


def test_the_sitemap_follows_what_is_published(client: Client, publish: Publish) -> None:
    page = publish("About us", slug="about")
    before = client.get("/sitemap.xml").content

    page.unpublish()

    assert b"/about/" in before
    assert b"/about/" not in client.get("/sitemap.xml").content


def test_a_sitemap_of_many_pages_is_an_index_of_files(
    client: Client, publish: Publish, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SITE_URL = "https://campaign.example"
    monkeypatch.setattr("cms.sitemap.MOST_PAGES", 2)
    for slug in ("one", "two"):
        publish(slug, slug=slug)

    index = client.get("/sitemap.xml").content.decode()

    files = [f"/sitemap-{number}.xml" for number in (1, 2)]
    assert re.findall("<loc>https://campaign.example(.*?)</loc>", index) == files
    shown = [
        re.findall("<loc>https://campaign.example(.*?)</loc>", client.get(file).content.decode()) for file in files
    ]
    assert shown == [["/", "/one/"], ["/two/"]]
    assert [client.get(f"/sitemap-{number}.xml").status_code for number in ("0", "3", "9" * 30)] == [404] * 3


def test_whom_to_tell_of_a_weakness(client: Client, db: None, settings: Any) -> None:
    settings.SITE_URL = "https://campaign.example"
    OrganisationSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"contact_email": "hello@campaign.example"}
    )

    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    expires = datetime.fromisoformat(fields["Expires"])
    assert fields["Contact"] == "mailto:hello@campaign.example"
    assert fields["Canonical"] == "https://campaign.example/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "en, cy"
    assert timedelta(days=170) < expires - datetime.now(UTC) < timedelta(days=190)


def test_while_nobody_is_named_there_is_no_such_file(client: Client, db: None) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
def test_machines_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_a_stale_form_is_told_in_plain_words(db: None) -> None:
    browser = Client(enforce_csrf_checks=True)

    response = browser.post("/accounts/login/", {"login": "ada", "password": "x"})

    assert response.status_code == 403
    assert "This form is too old" in response.content.decode()


@pytest.fixture
def uploads(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    for folder in ("images", "original_images"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.png").write_bytes(b"a picture")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("images/a.png", 200),
        ("original_images/a.png", 404),
        ("/original_images/a.png", 404),
        ("./images/../original_images/a.png", 404),
        ("original_images/", 404),
    ],
)
def test_renditions_are_handed_out_and_originals_are_not(
    uploads: Path, client: Client, db: None, path: str, status: int
) -> None:
    response = client.get(f"/media/{path}")

    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content) == b"a picture"  # type: ignore[attr-defined]


@pytest.mark.parametrize("failing", ["cms.caching.generations", "cms.views.public_tree", "cms.views.serve"])
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [(OperationalError("database is locked"), 503, "Try again"), (ValueError("mine"), 500, "Something broke here")],
    ids=["busy", "broken"],
)
def test_a_database_that_cannot_be_used_is_a_matter_of_time(
    publish: Publish, monkeypatch: pytest.MonkeyPatch, failing: str, error: Exception, status: int, words: str
) -> None:
    publish("About us", slug="about")

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(failing, fail)

    response = Client(raise_request_exception=False).get("/about/")

    assert (response.status_code, response.headers.get("Retry-After")) == (status, "30" if status == 503 else None)
    assert words in response.content.decode()


@pytest.mark.django_db
def test_signing_in_while_somebody_else_writes_for_long_is_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    get_user_model().objects.create_user("ada", "ada@example.org", "correct horse")
    credentials = {"login": "ada", "password": "correct horse"}
    browser = Client(raise_request_exception=False)

    with connection.execute_wrapper(locked):
        response = browser.post("/accounts/login/", credentials)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "30")
    assert "Service Unavailable: /accounts/login/" in caplog.text
    assert browser.post("/accounts/login/", credentials).status_code == 302


def locked(execute: Any, sql: str, *args: Any) -> Any:
    """Every question is answered, and nothing can be written."""
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        raise OperationalError("database is locked")
    return execute(sql, *args)
