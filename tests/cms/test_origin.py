"""Where a form was sent from, as far as the browser tells."""

import pytest
from django.test import RequestFactory

from cms.origin import is_same_origin


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-site"}, False),
    ],
    ids=str,
)
def test_only_our_own_pages_are_of_the_same_origin(rf: RequestFactory, headers: dict[str, str], same: bool) -> None:
    assert is_same_origin(rf.post("/", headers=headers)) is same
