"""Contributions among all that waits for a moderator."""

import pytest
from django.test import Client

from cms.models import OutgoingMail
from community.models import Action
from community.moderation.registry import kind_named
from tests.factories.contributions import NOW, send

pytestmark = pytest.mark.django_db


def test_it_waits_in_the_moderators_inbox_and_leads_to_its_own_page(admin_client: Client) -> None:
    sent = send()

    html = admin_client.get("/admin/moderation/").content.decode()

    assert "Why we ally" in html
    assert f'href="/admin/contributions/{sent.pk}/"' in html


def test_spam_is_declined_without_a_mail_and_can_be_undone() -> None:
    sent, written = send(), OutgoingMail.objects.count()
    kind = kind_named("contribution")

    before = kind.decide(keys=[sent.pk], action=Action.SPAM, now=NOW)
    sent.refresh_from_db()
    assert sent.state == "declined"
    assert OutgoingMail.objects.count() == written

    kind.put_back(before=before)
    sent.refresh_from_db()
    assert sent.state == "sent"
