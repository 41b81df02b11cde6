"""A hub's words, and which hubs the public may see."""

import pytest
from django.utils import timezone, translation

from events.models import Hub, HubText
from tests.factories.hubs import make_hub

pytestmark = pytest.mark.django_db


def test_words_are_told_in_the_language_that_is_asked_for_and_else_in_the_first():
    hub = make_hub()
    HubText.objects.create(hub=hub, locale="cy", title="Brighton (cy)", path="/cy/hubs/brighton/")

    with translation.override("cy"):
        assert (hub.title, hub.url) == ("Brighton (cy)", "/cy/hubs/brighton/")
    assert hub.text("fr").title == "Brighton"


def test_a_hub_without_words_is_called_by_its_name_in_addresses():
    hub = make_hub()
    hub.texts.all().delete()

    assert (str(hub), hub.url) == ("brighton", "/")


def test_only_hubs_that_are_open_are_in_force(django_assert_num_queries):
    now = timezone.now()
    make_hub("brighton", title="Brighton")
    make_hub("frome", title="Frome", opened_at=None)
    make_hub("leeds", title="Leeds", closed_at=now)

    with django_assert_num_queries(2):
        found = [(hub.title, hub.is_in_force) for hub in Hub.objects.in_force()]

    assert found == [("Brighton", True)]
    assert [hub.is_in_force for hub in Hub.objects.exclude(slug="brighton")] == [False, False]
