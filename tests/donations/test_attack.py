"""When an attack is on, who is told of it, and that each step lets one press pass."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import RequestFactory
from pytest_django.fixtures import Settings
from time_machine import TimeMachineFixture
from wagtail.models import Site

from accounts.models import User
from cms.models import OrganisationSettings, OutgoingMail
from donations import attack, proof_of_work
from donations.throttling import count_checkout
from tests.factories.donations import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limit(settings: Settings, time_machine: TimeMachineFixture) -> None:
    settings.CHECKOUTS_PER_MINUTE_ALERT, settings.CHECKOUTS_GUARDED_MINUTES = 3, 10
    time_machine.move_to(NOW, tick=False)


def try_out(times: int, *, minute: int = 0, has_passed: bool = False) -> None:
    for number in range(times):
        request = RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{number}")
        count_checkout(request, NOW + timedelta(minutes=minute), has_passed=has_passed)


def name_people() -> None:
    organisation = OrganisationSettings(site=Site.objects.get(is_default_site=True), contact_email="us@example.org")
    organisation.save()
    for name, email, is_active in [
        ("t", "t@example.org", True),
        ("u", "US@example.org", True),
        ("g", "g@x.org", False),
    ]:
        user = User.objects.create_user(name, email, is_active=is_active)
        user.groups.add(Group.objects.get(name="Treasurers"))
    User.objects.create_user("editor", "editor@example.org")


def test_an_attack_begins_with_the_limit() -> None:
    try_out(2)
    assert not attack.is_under_attack()

    try_out(1)

    assert attack.is_under_attack()


def test_it_is_over_some_minutes_after_the_last_busy_one(time_machine: TimeMachineFixture) -> None:
    try_out(3)
    time_machine.move_to(NOW + timedelta(minutes=9))
    try_out(4, minute=9)

    time_machine.move_to(NOW + timedelta(minutes=18, seconds=59))
    assert attack.is_under_attack()
    time_machine.move_to(NOW + timedelta(minutes=19, seconds=1))
    assert not attack.is_under_attack()


def test_a_gift_that_was_asked_for_the_step_and_comes_back_is_no_second_one() -> None:
    try_out(2)
    try_out(2, has_passed=True)
    assert not attack.is_under_attack()

    try_out(1, has_passed=True)

    assert attack.is_under_attack()


def test_with_a_limit_of_nothing_there_is_never_an_attack(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.CHECKOUTS_PER_MINUTE_ALERT = 0

    try_out(50)

    assert not attack.is_under_attack()
    assert caplog.records == []


def test_contact_and_treasurers_are_told_once_for_each_attack(time_machine: TimeMachineFixture) -> None:
    name_people()

    for minute in range(0, 200, 5):
        time_machine.move_to(NOW + timedelta(minutes=minute))
        try_out(6, minute=minute)

    mails = OutgoingMail.objects.order_by("to")
    assert [mail.to for mail in mails] == ["US@example.org", "t@example.org"]
    assert all("Nobody is turned away" in mail.text and "Radar" in mail.text for mail in mails)

    time_machine.move_to(NOW + timedelta(hours=9))
    try_out(3, minute=540)
    assert OutgoingMail.objects.count() == 4


def test_that_nobody_can_be_told_stops_no_gift(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no outbox")

    name_people()
    monkeypatch.setattr("donations.services.attack_mail.queue_mail", fail)

    try_out(3)

    assert attack.is_under_attack()


def test_a_proof_lets_one_press_pass_and_that_one_again() -> None:
    proof = proof_of_work.solve(attack.new_challenge("hub", NOW))

    assert not attack.may_pass(slug="hub", press="p-1", proof="", now=NOW)
    assert not attack.may_pass(slug="other", press="p-1", proof=proof, now=NOW)
    assert attack.may_pass(slug="hub", press="p-1", proof=proof, now=NOW)
    assert attack.may_pass(slug="hub", press="p-1", proof=proof, now=NOW)
    assert attack.may_pass(slug="hub", press="p-1", proof="", now=NOW)
    assert not attack.may_pass(slug="hub", press="p-2", proof=proof, now=NOW)


def test_a_proof_comes_too_late_after_a_quarter_of_an_hour() -> None:
    proof = proof_of_work.solve(attack.new_challenge("hub", NOW))

    assert not attack.may_pass(slug="hub", press="p", proof=proof, now=NOW + timedelta(minutes=15, seconds=1))
    assert attack.may_pass(slug="hub", press="p", proof=proof, now=NOW + timedelta(minutes=15))


def test_a_challenge_is_spent_for_longer_than_it_lasts() -> None:
    assert attack.PASS_LASTS > attack.CHALLENGE_LASTS


def test_no_two_challenges_are_alike() -> None:
    assert len({attack.new_challenge("hub", NOW).text for _ in range(50)}) == 50


def test_without_a_cache_nobody_is_asked_for_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ConnectionError

    for name in ("add", "get", "set", "touch"):
        monkeypatch.setattr(cache, name, gone, raising=False)

    assert not attack.note_attack()
    assert not attack.is_under_attack()
    assert attack.let_pass("token", "press")
