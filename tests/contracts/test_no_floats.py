"""No binary fraction comes near money: not in the code, not from outside."""

import ast
from collections.abc import Iterator

import pytest
from django.test import Client

from donations.models import Donation
from tests.contracts.test_house import modules, tree
from tests.factories.pages import place_crowdfund

MONEY_PATHS = ("donations", "api", "pages")

# A module, and what its fractions are of.
NO_MONEY = {
    "api/schemas/events.py": "places on the map",
    "api/schemas/meetings_wanted.py": "places on the map",
    "pages/events.py": "places on the map",
    "donations/sandbox/delivery.py": "moments, as Unix times",
    "donations/sandbox/store.py": "moments, as Unix times",
    "pages/demo/pictures.py": "places on the demo's drawings",
    "pages/sharing/drawing.py": "places on a card",
    "pages/wordpress/fetching.py": "seconds to wait",
}


def fractions(module: ast.Module) -> Iterator[int]:
    """The lines on which a float is written, named or made: `0.5`, `float(…)`, `a / b`, `round(…)`."""
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=float() | complex()) | ast.Name(id="float") | ast.Call(func=ast.Name(id="round")):
                yield node.lineno
            case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
                yield node.lineno


def test_nothing_that_touches_money_makes_a_float() -> None:
    found = {
        str(path): list(fractions(tree(path)))
        for path in modules()
        if path.parts[0] in MONEY_PATHS and any(fractions(tree(path)))
    }

    assert {path: lines for path, lines in found.items() if path not in NO_MONEY} == {}
    assert found.keys() == NO_MONEY.keys(), "What needs no exception any more has none"


@pytest.mark.parametrize("code", ["a = 2.5", "a = b / 100", "a /= 100", "a = float(b)", "a = round(b)", "a = 1j"])
def test_what_it_looks_for_it_finds(code: str) -> None:
    assert list(fractions(ast.parse(code))) == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("amount", ["25.0", "2500.0", "2.5e3", '"2500"', "true", "[2500]", "NaN", "1e400"])
def test_a_fraction_from_outside_is_refused(amount: str) -> None:
    place_crowdfund("An online hub", slug="online-hub")
    body = f'{{"amount_minor": {amount}}}'

    answer = Client().post("/api/v1/crowdfunds/online-hub/checkout", body, content_type="application/json")

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Donation.objects.exists()
