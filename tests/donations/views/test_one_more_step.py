"""The form to give under attack: one more step, with what was asked for kept; in peace nothing of it."""

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.fixtures import Settings

from cms.models import OutgoingMail
from donations import attack, proof_of_work
from donations.models import Donation
from donations.proof_of_work import Challenge
from donations.sandbox import actions
from tests.factories.hostile_text import HOSTILE

GIVE = "/give/online-hub/"
WISH = {"amount": "2500", "frequency": "monthly", "source": "leaflet", "key": "k-1"}

pytestmark = pytest.mark.usefixtures("crowdfund", "stripe_gateway")


@pytest.fixture
def under_attack() -> None:
    attack.note_attack()


def shown(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def kept(answer: Any) -> set[tuple[str, str]]:
    """The distinct values of the gift's own fields in all forms of the page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown(answer))
    return {(name, value) for name, value in found if name in ("amount", "other", "frequency", "source", "key")}


def solved(answer: Any) -> str:
    [text] = re.findall(r'data-challenge="([^"]+)"', shown(answer))
    expires, bits, _, seed = text.split(".")
    return proof_of_work.solve(Challenge(text, seed, int(bits), int(expires)))


def code_in_mail() -> str:
    mail = OutgoingMail.objects.filter(key__startswith="giving_code:").latest("pk")
    [code] = re.findall(r"^[0-9]{6}$", mail.text, re.MULTILINE)
    return str(code)


def ticket_of(answer: Any) -> str:
    [ticket] = re.findall(r'name="ticket" value="([^"]+)"', shown(answer))
    return str(ticket)


def test_in_peace_there_is_nothing_of_it(client: Client) -> None:
    page = client.get(GIVE)
    answer = client.post(GIVE, {**WISH, "step": "send", "email": "ada@example.org", "proof": "x"})

    for word in ("challenge", "proof", "data-moment"):
        assert word not in shown(page)
    assert answer.status_code == 303
    assert OutgoingMail.objects.count() == 0


def test_a_press_without_a_solution_is_answered_with_one_to_solve(client: Client, under_attack: None) -> None:
    answer = client.post(GIVE, WISH)

    assert answer.status_code == 428
    assert "no-store" in answer["Cache-Control"]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "You were not charged" in shown(answer)
    assert kept(answer) == set(WISH.items())
    assert Donation.objects.count() == 0


def test_the_solution_opens_the_checkout_that_was_asked_for(client: Client, under_attack: None) -> None:
    asked = client.post(GIVE, WISH)

    answer = client.post(GIVE, {**dict(kept(asked)), "proof": solved(asked)})

    assert answer.status_code == 303
    donation = Donation.objects.get()
    assert (donation.requested_minor, donation.source, donation.recurring_id is not None) == (2500, "leaflet", True)


def test_the_form_on_its_own_page_carries_a_challenge_so_that_no_page_is_between(
    client: Client, under_attack: None
) -> None:
    page = client.get(GIVE)

    assert "no-store" in page["Cache-Control"]
    assert client.post(GIVE, {**WISH, "proof": solved(page)}).status_code == 303


def test_a_solution_is_good_for_one_press(client: Client, under_attack: None) -> None:
    proof = solved(client.get(GIVE))

    answers = [client.post(GIVE, {**WISH, "key": key, "proof": proof}) for key in ("k-1", "k-1", "k-2")]
    another_amount = client.post(GIVE, {**WISH, "amount": "5000", "proof": proof})

    assert [answer.status_code for answer in (*answers, another_amount)] == [303, 303, 428, 428]
    assert Donation.objects.count() == 1


def test_after_stripe_was_down_the_same_press_needs_no_second_solution(client: Client, under_attack: None) -> None:
    actions.fail_next("timeout", times=3)
    answer = client.post(GIVE, {**WISH, "proof": solved(client.get(GIVE))})

    again = client.post(GIVE, WISH)

    assert (answer.status_code, again.status_code) == (503, 303)


def test_a_code_by_mail_does_as_well(client: Client, under_attack: None) -> None:
    asked = client.post(GIVE, {**WISH, "key": ""})
    again = dict(kept(asked))
    assert again["key"]

    sent = client.post(GIVE, {**again, "step": "send", "email": "ada@example.org"})
    assert sent.status_code == 200
    assert code_in_mail() not in shown(sent)
    assert kept(sent) == kept(asked)
    typed = {**again, "step": "code", "ticket": ticket_of(sent), "code": f" {code_in_mail()} "}
    answer = client.post(GIVE, typed)

    assert answer.status_code == 303
    assert Donation.objects.get().requested_minor == 2500
    assert client.post(GIVE, {**typed, "key": "another"}).status_code == 422


def test_a_wrong_code_is_told_beside_the_field_and_can_be_corrected(client: Client, under_attack: None) -> None:
    sent = client.post(GIVE, {**WISH, "step": "send", "email": "ada@example.org"})
    typed = {**WISH, "step": "code", "ticket": ticket_of(sent), "email": "ada@example.org"}
    wrong = f"{(int(code_in_mail()) + 1) % 1_000_000:06}"

    answer = client.post(GIVE, {**typed, "code": wrong})

    assert answer.status_code == 422
    assert "This is not the code" in shown(answer)
    assert f'value="{wrong}"' in shown(answer)
    assert 'value="ada@example.org"' in shown(answer)
    assert ticket_of(answer) == typed["ticket"]
    assert kept(answer) == set(WISH.items())
    assert client.post(GIVE, {**typed, "code": code_in_mail()}).status_code == 303


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@example.org, b@example.org", "a\0@example.org", "x" * 300])
def test_what_is_no_address_is_told_beside_the_field(client: Client, under_attack: None, email: str) -> None:
    answer = client.post(GIVE, {**WISH, "step": "send", "email": email})

    assert answer.status_code == 422
    assert "There is a problem" in shown(answer)
    assert kept(answer) == set(WISH.items())
    assert OutgoingMail.objects.count() == 0


def test_a_mailbox_that_got_enough_looks_like_any_other(client: Client, under_attack: None) -> None:
    send = {**WISH, "step": "send", "email": "ada@example.org"}
    pages = [client.post(GIVE, send, REMOTE_ADDR=f"192.0.2.{number}") for number in range(5)]

    assert {page.status_code for page in pages} == {200}
    assert len({shown(page).replace(ticket_of(page), "") for page in pages}) == 1
    assert OutgoingMail.objects.filter(to="ada@example.org").count() == 3


def test_who_asks_for_too_many_codes_is_asked_to_wait(client: Client, under_attack: None) -> None:
    send = {**WISH, "step": "send"}
    pages = [client.post(GIVE, {**send, "email": f"p{number}@example.org"}) for number in range(6)]

    assert [page.status_code for page in pages] == [200] * 5 + [429]
    assert pages[5]["Retry-After"] == "3600"
    assert "Many codes were sent" in shown(pages[5])


def test_a_gift_that_is_no_gift_is_told_before_any_step(client: Client, under_attack: None) -> None:
    answer = client.post(GIVE, {"other": "7,5", "step": "send", "email": "ada@example.org"})

    assert answer.status_code == 422
    assert OutgoingMail.objects.count() == 0
    assert "data-challenge" in shown(answer)


@pytest.mark.parametrize("name", ["proof", "step", "ticket", "code", "email", "key"])
def test_nonsense_in_any_field_is_no_crash(client: Client, under_attack: None, name: str) -> None:
    for step in ("", "send", "code"):
        for text in HOSTILE.values():
            wish = {
                **WISH,
                "step": step,
                "ticket": "a" * 22,
                "code": "１２３４５６",
                "email": "a@example.org",
                name: text,
            }
            body = urlencode(wish, errors="surrogatepass")
            answer = client.post(GIVE, body, content_type="application/x-www-form-urlencoded")

            assert answer.status_code in (200, 422, 428, 429)
    assert Donation.objects.count() == 0


def test_another_site_s_page_has_no_mail_sent(client: Client, under_attack: None) -> None:
    send = {**WISH, "step": "send", "email": "ada@example.org"}

    answer: HttpResponse = client.post(GIVE, send, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert OutgoingMail.objects.count() == 0


def test_the_limit_of_an_address_holds_under_attack_too(client: Client, under_attack: None, settings: Settings) -> None:
    settings.CHECKOUTS_PER_ADDRESS_PER_MINUTE = 0

    assert client.post(GIVE, {**WISH, "proof": solved(client.get(GIVE))}).status_code == 429


def test_the_step_is_in_welsh_too(client: Client, under_attack: None) -> None:
    sent = client.post(f"/cy{GIVE}", {**WISH, "step": "send", "email": "ada@example.org"})

    assert 'lang="cy"' in shown(sent)
    assert "cod" in OutgoingMail.objects.get().subject.lower()
