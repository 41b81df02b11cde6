"""Rows of several models in one query are what each of their own queries gives."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models

from cms.kept_tables import KeptTable
from cms.models import CampaignDocument, CampaignImage, OrganisationSettings, Topic
from cms.rows_together import read
from tests.factories.blocks import document
from tests.factories.pages import home, picture
from tests.factories.topics import make_topic

pytestmark = pytest.mark.django_db


def values(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.database
def test_each_row_is_whole(django_assert_num_queries: Callable[..., Any]) -> None:
    picture(), document(), make_topic("“Quoted” \\ and Ŵ")
    parts = {"p": CampaignImage.objects.all(), "d": CampaignDocument.objects.all(), "t": Topic.objects.all()}

    read(parts)  # Django asks SQLite once whether it knows JSON.
    with django_assert_num_queries(1):
        found = read(parts)

    for name, rows in parts.items():
        assert [values(row) for row in found[name]] == [values(row) for row in rows]


def test_of_nothing_nothing_is_asked(django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(0):
        assert read({}) == {}


def test_a_kept_table_follows_its_rows() -> None:
    organisation = KeptTable("organisations of a test", OrganisationSettings.objects.all)
    site = home().get_site()
    for name in ("Before", "After"):
        OrganisationSettings.objects.update_or_create(site=site, defaults={"organisation_name": name})

        assert [each.organisation_name for each in organisation.rows()] == [name]
