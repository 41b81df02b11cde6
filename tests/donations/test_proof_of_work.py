"""Challenges that are solved by work: what is solved passes, and nothing else does."""

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from donations.proof_of_work import PARTS, Challenge, NotProved, check, issue, solve
from tests.factories.hostile_text import HOSTILE

SECRET, NOW = b"ours", 1_000


def make(**changes: Any) -> Challenge:
    wanted: dict[str, Any] = {"secret": SECRET, "subject": "hub", "salt": b"s" * 12, "bits": 3, "expires_at": NOW + 60}
    return issue(**(wanted | changes))


def passes(proof: str, **changes: Any) -> bool:
    try:
        check(proof, **({"secret": SECRET, "subject": "hub", "now": NOW} | changes))
    except NotProved:
        return False
    return True


@given(st.binary(min_size=12, max_size=12), st.integers(1, 5), st.text(max_size=20))
def test_what_is_solved_passes(salt: bytes, bits: int, subject: str) -> None:
    challenge = make(salt=salt, bits=bits, subject=subject)

    assert check(solve(challenge), secret=SECRET, subject=subject, now=NOW) == challenge


def test_each_part_is_a_digest_that_begins_with_so_many_zero_bits() -> None:
    challenge = make(bits=5)

    _, _, numbers = solve(challenge).partition(":")

    digests = [
        hashlib.sha256(f"{challenge.seed}:{part}:{number}".encode()).digest()[0]
        for part, number in enumerate(numbers.split("."))
    ]
    assert len(digests) == PARTS
    assert max(digests) < 2**3


def test_a_proof_is_good_for_its_subject_until_it_expires_and_under_our_secret_only() -> None:
    proof = solve(make())

    assert passes(proof, now=NOW + 60)
    assert not passes(proof, now=NOW + 61)
    assert not passes(proof, subject="another")
    assert not passes(proof, secret=b"theirs")


def test_an_easier_or_longer_challenge_than_ours_is_none() -> None:
    challenge = make(bits=3)
    _, _, salt, seed = challenge.text.split(".")
    easier = Challenge(f"{NOW + 60}.1.{salt}.{seed}", seed, 1, NOW + 60)
    longer = Challenge(f"{NOW + 99}.3.{salt}.{seed}", seed, 3, NOW + 99)

    assert not passes(solve(easier))
    assert not passes(solve(longer))


def test_one_part_that_is_not_solved_is_enough_to_fail() -> None:
    challenge = make(bits=8)
    text, _, numbers = solve(challenge).partition(":")
    for part in range(PARTS):
        changed = numbers.split(".")
        changed[part] = str(int(changed[part]) + 1_000_000 if part % 2 else max(int(changed[part]) - 1, 10**9))

        assert not passes(f"{text}:{'.'.join(changed)}")


@given(st.text(max_size=450) | st.sampled_from(sorted(HOSTILE.values())))
def test_anything_else_is_refused_quietly(text: str) -> None:
    assert not passes(text)
    assert not passes(f"{make().text}:{text}")


@pytest.mark.parametrize(
    "change",
    [
        lambda proof: proof + ".1",
        lambda proof: proof.rpartition(".")[0],
        lambda proof: proof + "\n",
        lambda proof: proof.replace(":", "::"),
        lambda proof: proof.translate({ord(str(n)): ord("０") + n for n in range(10)}),
        lambda proof: proof + "\0",
        lambda proof: proof * 10,
    ],
)
def test_a_proof_is_written_in_one_way_only(change: Any) -> None:
    assert not passes(change(solve(make())))
