"""The map of addresses: no address that somebody makes up breaks anything."""

import pytest
from django.test import Client

NINES = "9" * 5000


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        f"/documents/{NINES}/a.pdf",
        f"/documents/{NINES[:18]}/a.pdf",
        f"/documents/authenticate_with_password/{NINES}/",
        f"/documents/authenticate_with_password/{NINES[:30]}/",
        f"/_util/authenticate_with_password/{NINES[:30]}/1/",
        f"/media/{'a' * 10_000}",
        "/media/%00",
        "/media/",
    ],
    ids=lambda path: path[:40],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
