"""Signing up: only who has confirmed is written to, each consent is evidence, and leaving holds at once."""

from datetime import timedelta

import pytest
from django.utils import translation

from accounts.people import erase_person, export_person
from cms.models import OutgoingMail
from community.models import Consent, Purpose, Subscriber
from community.purposes import offered, offered_of
from community.services import subscribing
from tests.factories.events import NOW
from tests.factories.followers import mails
from tests.factories.subscribers import PAGE, ask, in_force, pending, subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)
MAY_WE = "May we write to you?"


def names() -> list[str]:
    return list(Subscriber.objects.order_by("email").values_list("email", flat=True))


def test_an_address_is_asked_by_a_mail_that_says_what_was_ticked_and_leads_to_its_page() -> None:
    ann = ask("Ann", "news", "help", locale="cy")

    [(to, _subject)] = mails("subscribing")
    mail = OutgoingMail.objects.get()
    assert (to, ann.path) == ("ann@example.org", f"/cy/my-choices/{ann.public_id}/")
    assert "– Ysgrifennwch ataf gyda newyddion yr ymgyrch, unwaith neu ddwywaith y mis.\n– Ysgrif" in mail.text
    assert f"http://testserver{ann.path}" in mail.text
    assert f"http://testserver{ann.path}" in mail.html
    assert mail.unsubscribe_url == f"http://testserver{ann.path}"
    assert not Subscriber.objects.current().exists()
    assert not Consent.objects.in_force().exists()


def test_a_consent_is_evidence_whatever_becomes_of_its_purpose() -> None:
    words = Purpose.objects.get(slug="news").wording
    ann = subscribe("Ann", "news", block_id="b10c", now=NOW)

    Purpose.objects.get(slug="news").delete()

    consent = ann.consents.get()
    assert (consent.purpose, consent.wording, consent.locale) == ("news", words, "en")
    assert (consent.page_key, consent.block_id, consent.given_at, consent.confirmed_at) == (PAGE, "b10c", NOW, NOW)
    assert list(Subscriber.objects.agreeing_to("news")) == [ann]
    assert "news" not in offered()


def test_only_what_was_seen_is_confirmed_and_once() -> None:
    ann = ask("Ann", "news")
    seen = pending(ann)
    ask("Ann", "help")

    for now in (NOW, NOW + DAY):
        subscribing.confirm(public_id=ann.public_id, consents=seen, now=now)

    ann.refresh_from_db()
    assert (in_force(ann), len(pending(ann)), ann.confirmed_at, ann.state) == (["news"], 1, NOW, "current")


def test_nobody_changes_what_another_has_confirmed() -> None:
    ann = subscribe("Ann", "news")

    ask("ANN", "news", "help", now=NOW + DAY, locale="cy")

    ann.refresh_from_db()
    assert (ann.name, ann.locale, in_force(ann)) == ("Ann", "en", ["news"])
    assert list(Consent.objects.pending().values_list("purpose", flat=True)) == ["help"]
    assert [subject for _, subject in mails("subscribing")] == [MAY_WE] * 2


@pytest.mark.parametrize(("is_confirmed", "subject"), [(False, MAY_WE), (True, "You have signed up already")])
def test_whoever_asks_again_gets_three_more_mails_and_then_none(is_confirmed: bool, subject: str) -> None:
    (subscribe if is_confirmed else ask)("Ann")
    mails("subscribing")

    for name in ("ann", "Ann", "ANN", "aNN", "ann"):
        ask(name)

    assert [words for _, words in mails("subscribing")[1:]] == [subject] * 3
    assert names() == ["ann@example.org"]


def test_one_chooses_anew_and_keeps_the_words_that_one_agreed_to() -> None:
    ann = subscribe("Ann", "news")
    with translation.override("cy"):
        both = offered_of(["news", "help"])

    subscribing.choose(public_id=ann.public_id, name="Anna", consents=both, locale="cy", now=NOW + DAY)
    before = {each.purpose: (each.locale, each.given_at, each.page_key) for each in ann.consents.in_force()}
    subscribing.choose(public_id=ann.public_id, name="Anna", consents=both[1:], locale="cy", now=NOW + 2 * DAY)

    ann.refresh_from_db()
    assert before == {"news": ("en", NOW, PAGE), "help": ("cy", NOW + DAY, None)}
    assert (ann.name, in_force(ann), ann.left_at) == ("Anna", ["help"], None)
    assert ann.consents.get(purpose="news").withdrawn_at == NOW + 2 * DAY


def test_with_no_box_ticked_one_leaves_and_may_come_back() -> None:
    ann = subscribe("Ann")
    subscribing.choose(public_id=ann.public_id, name="", consents=[], locale="en", now=NOW + DAY)
    ann.refresh_from_db()
    left = (ann.state, ann.left_at, list(Subscriber.objects.current()))

    again = subscribe("Ann", now=NOW + 2 * DAY)

    assert left == ("left", NOW + DAY, [])
    assert (again.pk, again.state, in_force(again), again.consents.count()) == (ann.pk, "current", ["news"], 2)


def test_who_has_not_confirmed_chooses_nothing() -> None:
    ann = ask("Ann")

    subscribing.choose(public_id=ann.public_id, name="", consents=offered_of(["help"]), locale="en", now=NOW)

    assert (in_force(ann), ann.state) == ([], "unconfirmed")


def test_who_leaves_gets_nothing_more_and_who_never_confirmed_is_forgotten_at_once() -> None:
    ann, bob = subscribe("Ann", "news", "help"), ask("Bob")
    ask("Ann", "news")

    for now in (NOW + DAY, NOW + 2 * DAY):
        for each in (ann, bob):
            subscribing.leave(public_id=each.public_id, now=now)
    subscribing.confirm(public_id=bob.public_id, consents=[1, 2, 3], now=NOW)

    ann.refresh_from_db()
    assert (names(), in_force(ann), ann.left_at) == (["ann@example.org"], [], NOW + DAY)
    assert mails("subscribing") == []


def test_what_nobody_confirmed_goes_after_a_week_and_who_left_after_a_year() -> None:
    ann = subscribe("Ann")
    ask("Ann", "help")
    ask("Bob")
    subscribing.leave(public_id=subscribe("Cem").public_id, now=NOW)
    second = timedelta(seconds=1)

    kept = []
    for now in (NOW + 7 * DAY - second, NOW + 7 * DAY, NOW + 365 * DAY - second, NOW + 365 * DAY):
        subscribing.forget(now)
        kept.append((" ".join(name[:3] for name in names()), len(pending(ann))))

    assert kept == [("ann bob cem", 1), ("ann cem", 0), ("ann cem", 0), ("ann", 0)]


def test_somebody_can_have_all_that_is_held_and_be_erased() -> None:
    subscribe("Ann", "news")
    subscribe("Bob")

    [told] = export_person(who="Ann@example.org")["signed_up"]
    erasure = erase_person(who="Ann@example.org", now=NOW)

    assert (told["email"], told["consents"][0]["purpose"]) == ("ann@example.org", "news")
    assert told["consents"][0]["wording"].startswith("Write to me with news")
    assert "What they signed up for, and what they agreed to" in erasure.erased
    assert names() == ["bob@example.org"]
    assert not OutgoingMail.objects.filter(to="ann@example.org", status="waiting").exists()


def test_a_changed_wording_is_another_box() -> None:
    before = offered()["news"]
    Purpose.objects.get(slug="news").delete()
    purpose = Purpose.objects.create(slug="news", name="News", wording="Write to me every day.")

    after = offered()["news"]
    purpose.name = "News by mail"
    purpose.save()

    assert before.key != after.key
    assert (offered()["news"].key, offered()["news"].name) == (after.key, "News by mail")
