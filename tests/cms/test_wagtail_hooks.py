"""What the ground floor adds to Wagtail's admin."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Site

from accounts import roles
from cms import setup
from cms.models import OrganisationSettings


def titles_shown(client: Client) -> list[str]:
    return re.findall(r'<li><a href="[^"#]+">([^<]+)</a><br>', client.get("/admin/").content.decode())


def test_a_new_site_tells_its_administrator_what_is_left_to_set_up(admin: Client) -> None:
    before = titles_shown(admin)

    OrganisationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"organisation_name": "Compass"})

    assert before[0] == "Name the organisation"
    assert "Connect Stripe" in before
    assert titles_shown(admin) == before[1:]


def test_every_step_leads_somewhere(admin: Client) -> None:
    links = re.findall(r'<a href="(/[^"]+)">[^<]+</a><br>', admin.get("/admin/").content.decode())

    assert links
    assert {admin.get(link).status_code for link in links} == {200}


def test_the_list_is_gone_when_all_is_done(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert titles_shown(admin)
    monkeypatch.setattr(setup, "_steps", [])

    assert titles_shown(admin) == []


def test_an_editor_is_not_asked_to_set_up_what_only_an_administrator_can(client: Client, db: None) -> None:
    editor = get_user_model().objects.create_user("edith")
    editor.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(editor)

    assert titles_shown(client) == []


def test_the_admin_bears_our_name(admin: Client) -> None:
    shown = admin.get("/admin/").content.decode()

    assert "<title>Dashboard - Hustings</title>" in re.sub(r"\s+", " ", shown).replace("> ", ">").replace(" <", "<")
    assert "icons/icon.svg" in shown
    assert "css/admin.css" in shown
