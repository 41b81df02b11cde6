"""What treasurers do is written down or not done: a log that cannot be written undoes the action."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.models import OutgoingMail
from donations.models import (
    PermissibilityCheck,
    RecurringDonation,
    RefundOrder,
    RefundRequest,
    RegulatedStatus,
    SupporterMessage,
    SupporterUpdate,
)
from donations.services.refund_requests import ask_for_money_back
from donations.services.updates import words_of
from tests.factories.donations import NOW, charge_fact, make_crowdfund, make_donation, session_fact
from tests.factories.law import give
from tests.factories.monthly import begin_monthly
from tests.factories.recording import record

pytestmark = [pytest.mark.django_db, pytest.mark.database]

Press = tuple[str, dict[str, str]]


def check() -> Press:
    give(make_crowdfund(), at=timezone.now() - timedelta(days=3))
    return _inspect(PermissibilityCheck), {"action": "return", "reason": "On no register"}


def request() -> Press:
    donation = make_donation(make_crowdfund())
    record(session_fact(donation), charge_fact(donation))
    ask_for_money_back(donation=donation, words="", now=NOW)
    return reverse("refundrequest:grant", args=[RefundRequest.objects.get().pk]), {"note": ""}


def update() -> Press:
    crowdfund = make_crowdfund()
    written = SupporterUpdate.objects.create(crowdfund=crowdfund, locale="en", subject="s", text="t", written_at=NOW)
    return _inspect(SupporterUpdate), {"as_read": words_of(written)}


def monthly() -> Press:
    begin_monthly(make_crowdfund())
    return _inspect(RecurringDonation), {}


def message() -> Press:
    donation = make_donation(make_crowdfund(), state="paid")
    made = SupporterMessage.objects.create(donation=donation, public_name="Ada", written_at=NOW)
    return reverse("supportermessage:decide", args=[made.pk]), {"state": "shown", "read_at": NOW.isoformat()}


def status() -> Press:
    return reverse("regulatedstatus:add"), {"status": "party", "starts_on": "2026-11-01"}


def _inspect(model: type[Model]) -> str:
    return reverse(f"{model._meta.model_name}:inspect", args=[model._default_manager.get().pk])


def rows(*models: type[Model]) -> list[Any]:
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(
    ("module", "arrange", "models"),
    [
        ("checks", check, [PermissibilityCheck, RefundOrder, OutgoingMail]),
        ("refund_requests", request, [RefundRequest, RefundOrder, OutgoingMail]),
        ("updates", update, [SupporterUpdate]),
        ("recurring", monthly, [RecurringDonation]),
        ("messages", message, [SupporterMessage]),
        ("status", status, [RegulatedStatus]),
    ],
)
def test_what_cannot_be_written_down_is_not_done(
    treasurer: Client,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    arrange: Callable[[], Press],
    models: list[type[Model]],
) -> None:
    def break_down(**line: Any) -> None:
        raise RuntimeError("The log is full")

    address, typed = arrange()
    before = rows(*models)
    monkeypatch.setattr(f"donations.treasury.{module}.log", break_down)

    with pytest.raises(RuntimeError, match="The log is full"):
        treasurer.post(address, typed)

    assert rows(*models) == before
