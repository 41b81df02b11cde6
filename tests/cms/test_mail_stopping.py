"""Mail that can be stopped tells mail programs how: https://www.rfc-editor.org/rfc/rfc8058"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail as django_mail

from cms import mail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_mail_that_can_be_stopped_tells_mail_programs_how() -> None:
    asked: dict[str, Any] = {"to": "ada@example.org", "template": "password_reset", "locale": "en", "now": NOW}
    context = {"user": {"get_username": "ada"}, "url": "https://example.org/x"}
    mail.queue_mail(key="k1", context=context, **asked)
    mail.queue_mail(key="k2", context=context, unsubscribe_url="https://example.org/stop/7", **asked)

    mail.send_due(NOW)

    told = [
        [sent.extra_headers.get(name) for name in ("List-Unsubscribe", "List-Unsubscribe-Post")]
        for sent in django_mail.outbox
    ]
    assert told == [[None, None], ["<https://example.org/stop/7>", "List-Unsubscribe=One-Click"]]
