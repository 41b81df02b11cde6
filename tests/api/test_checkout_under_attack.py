"""Opening a checkout through the API while somebody tries out cards."""

import hashlib
import json
from itertools import count
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from donations import attack
from donations.models import Donation
from tests.api.test_checkout import CHECKOUT, KEY
from tests.factories.pages import place_crowdfund


@pytest.fixture(autouse=True)
def attacked() -> None:
    place_crowdfund("An online hub", slug="hub")
    attack.note_attack()


def give(client: Client, **body: Any) -> HttpResponse:
    key = body.pop("key", KEY)
    headers = {"idempotency-key": key} if key else {}
    wish = json.dumps({"amount_minor": 2_500, **body})
    return client.post(CHECKOUT, wish, content_type="application/json", headers=headers)


def solve(challenge: dict[str, Any]) -> str:
    """As docs/api.md says, and with nothing of ours."""
    numbers = []
    for part in range(challenge["parts"]):
        for number in count():
            digest = hashlib.sha256(f"{challenge['seed']}:{part}:{number}".encode("ascii")).digest()
            if int.from_bytes(digest, "big") < 2 ** (256 - challenge["bits"]):
                numbers.append(str(number))
                break
    return f"{challenge['token']}:{'.'.join(numbers)}"


def test_the_answer_is_a_challenge_and_its_solution_opens_the_checkout(client: Client) -> None:
    asked = give(client)

    assert (asked.status_code, asked["Content-Type"]) == (428, "application/problem+json")
    assert asked["Cache-Control"] == "no-store"
    problem = asked.json()
    assert problem["type"] == "urn:problem-type:hustings:proof-needed"
    assert problem["title"] == "Precondition Required"
    assert problem["challenge"].keys() == {"token", "seed", "parts", "bits", "expires_at"}
    assert Donation.objects.count() == 0

    assert give(client, proof=solve(problem["challenge"])).status_code == 201


def test_the_same_key_needs_no_second_solution_and_another_does(client: Client) -> None:
    proof = solve(give(client).json()["challenge"])

    answers = [
        give(client, proof=proof),
        give(client, proof=proof),
        give(client),
        give(client, proof=proof, key="z" * 16),
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 201, 428]
    assert Donation.objects.count() == 1


def test_without_a_key_a_solution_opens_one_checkout(client: Client) -> None:
    proof = solve(give(client, key=None).json()["challenge"])

    assert [give(client, key=None, proof=proof).status_code for _ in range(2)] == [201, 428]


@pytest.mark.parametrize("proof", ["x", ":", "1.1.a.b:1", "9" * 400, "1" + ".1" * 150])
def test_what_solves_nothing_is_asked_again(client: Client, proof: str) -> None:
    assert give(client, proof=proof).status_code == 428


@pytest.mark.parametrize("proof", [None, 5, [], {}, "\0", "é", "x" * 401, "a b", "１"])
def test_what_is_no_proof_at_all_is_refused_and_named(client: Client, proof: Any) -> None:
    answer = give(client, proof=proof)

    assert answer.status_code == 422
    assert [error["name"] for error in answer.json()["errors"]] == ["proof"]


def test_other_problems_carry_no_challenge(client: Client) -> None:
    assert "challenge" not in give(client, amount_minor=1, proof=solve(give(client).json()["challenge"])).json()
