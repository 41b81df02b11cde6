"""A press of the button that opens no payment page: nothing is lost, and one more press asks for the same."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from time_machine import TimeMachineFixture

from donations import services
from donations.models import Donation
from donations.sandbox import actions
from tests.factories.answers import shown

GIVE = "/give/online-hub/"

pytestmark = pytest.mark.usefixtures("crowdfund", "stripe_gateway")


def sessions() -> list[dict[str, Any]]:
    return actions.find("checkout.session")


def kept_for_another_try(answer: Any) -> dict[str, str]:
    """What the form of the page sends again."""
    form = answer.context["form"]
    resent = {name: form[name].value() or "" for name in form.fields}
    for name, value in resent.items():
        assert f'name="{name}"' in shown(answer)
        assert not value or f'value="{value}"' in shown(answer)
    return resent


def test_when_stripe_is_down_trying_again_is_the_same_press(client: Client) -> None:
    actions.fail_next("timeout", times=3)

    answer = client.post(GIVE, {"amount": "2500", "frequency": "monthly"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "You were not charged" in shown(answer)
    resent = kept_for_another_try(answer)
    assert resent["key"]
    assert resent["frequency"] == "monthly"
    assert client.post(GIVE, resent, headers={"user-agent": "moved on a minute"}).status_code == 303
    assert Donation.objects.count() == len(sessions()) == 1


def test_what_stripe_has_refused_is_a_new_press_when_tried_again(client: Client) -> None:
    actions.fail_next("402")

    answer = client.post(GIVE, {"amount": "2500", "key": "k-1"})

    assert answer.status_code == 503
    assert answer.context["form"]["key"].value() == ""


def test_a_locked_database_is_no_crash(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services, "start_checkout", locked)

    answer = client.post(GIVE, {"amount": "2500", "key": "k-1"})

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "You were not charged" in shown(answer)


def test_an_address_that_opens_too_many_checkouts_is_asked_to_wait(
    client: Client, settings: Settings, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)  # All of it within one minute.
    settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE = 2
    answers = [client.post(GIVE, {"other": "7.50", "key": f"k-{number}"}) for number in range(3)]
    elsewhere = client.post(GIVE, {"amount": "2500", "key": "k-9"}, REMOTE_ADDR="192.0.2.7")

    assert [answer.status_code for answer in (*answers, elsewhere)] == [303, 303, 429, 303]
    assert answers[2]["Retry-After"] == "60"
    assert "<h1>Wait a minute</h1>" in shown(answers[2])
    assert kept_for_another_try(answers[2]) == {
        "amount": "",
        "other": "7.50",
        "frequency": "",
        "key": "k-2",
        "source": "",
    }
    assert Donation.objects.count() == 3
