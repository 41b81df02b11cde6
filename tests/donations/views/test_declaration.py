"""The page on which a donor says who they are: signed, secret, forgiving, and open until it is decided."""

import pytest
from django.test import Client

from donations.declaring import declaration_path
from donations.models import PermissibilityCheck
from tests.factories.donations import make_crowdfund
from tests.factories.law import checks, give
from tests.factories.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ANSWER = {"full_name": "Ada Lovelace", "address": "1 Analytical Row", "postcode": "bn11aa", "is_declared": "on"}


@pytest.fixture
def path() -> str:
    give(make_crowdfund())
    return declaration_path(PermissibilityCheck.objects.get())


def check() -> PermissibilityCheck:
    return PermissibilityCheck.objects.get()


def test_the_page_says_what_is_asked_why_and_until_when(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert "Your gift of £600 for “An online hub” has arrived" in words(response)
    assert "The law makes us check every gift above £500" in words(response)
    assert f"If we do not hear from you by {check().due_on:%-d %B %Y}" in words(response)
    assert "This gift is my own money" in words(response)


def test_looking_at_the_page_changes_nothing(client: Client, path: str) -> None:
    before = PermissibilityCheck.objects.values().get()

    client.get(path)
    client.get(path, {"full_name": "Eve", "is_declared": "on"})

    assert PermissibilityCheck.objects.values().get() == before


def test_an_answer_is_kept_with_the_words_of_the_declaration(client: Client, path: str) -> None:
    response = client.post(path, ANSWER)

    assert (response.status_code, response["Location"]) == (303, path)
    assert (check().full_name, check().address, check().postcode) == ("Ada Lovelace", "1 Analytical Row", "BN1 1AA")
    assert check().declaration.startswith("This gift is my own money")
    assert check().state == "to_check"
    assert "we have what we need" in words(client.get(path))


def test_what_turns_text_around_does_not_get_into_the_register(client: Client, path: str) -> None:
    typed = {
        "full_name": "Ada\u202e ecalevoL",
        "address": "1 Row\r\n\u2066Bath\0",
        "postcode": "\u200ebn11aa",
    }

    client.post(path, ANSWER | typed)

    kept = (check().full_name, check().address, check().postcode)
    assert kept == ("Ada ecalevoL", "1 Row\nBath", "BN1 1AA")


def test_nothing_that_was_told_is_ever_shown(client: Client, path: str) -> None:
    client.post(path, ANSWER)

    for address in (path, f"{path}?again"):
        shown = words(client.get(address))
        assert not [told for told in ("Lovelace", "Analytical", "BN1", "ada@") if told in shown]


def test_it_can_be_corrected_until_it_is_decided(client: Client, path: str) -> None:
    client.post(path, ANSWER)
    client.post(path, ANSWER | {"full_name": "Augusta Ada King"})
    assert check().full_name == "Augusta Ada King"

    PermissibilityCheck.objects.update(state="accepted")
    client.post(path, ANSWER)

    assert check().full_name == "Augusta Ada King"
    assert "Everything is in order" in words(client.get(path))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"full_name": " "}, "Enter your full name"),
        ({"address": ""}, "Enter your home address"),
        ({"postcode": ""}, "Enter your postcode"),
        ({"postcode": "12345"}, "Enter a postcode as it is written on letters, like BN1 1AA"),
        ({"postcode": "ＢＮ１ １ＡＡ"}, "Enter a postcode as it is written on letters, like BN1 1AA"),
        ({"is_declared": ""}, "Tick the box if it is true"),
        ({"full_name": "x" * 300}, "Leave out 45 characters"),
        ({"address": "\0\u202e"}, "Enter your home address"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(
    client: Client, path: str, changes: dict[str, str], told: str
) -> None:
    response = client.post(path, ANSWER | {"full_name": "Ada Typed"} | changes)

    assert response.status_code == 422
    assert told in words(response)
    assert "full_name" in changes or 'value="Ada Typed"' in response.content.decode()
    assert checks() == {check().donation_id: ("single", "asked")}
    assert check().full_name == ""


@pytest.mark.parametrize("token", ["1", "1:nonsense", "x" * 3000, "%00", "１:ab"])
def test_a_link_that_we_did_not_sign_leads_nowhere(client: Client, path: str, token: str) -> None:
    assert client.get(f"/declaration/{token}/").status_code == 404
    assert client.post(f"/declaration/{token}/", ANSWER).status_code == 404
    assert check().state == "asked"


def test_the_page_stays_secret(client: Client, path: str) -> None:
    for response in (client.get(path), client.post(path, {}), client.post(path, ANSWER)):
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]


def test_another_sites_form_is_refused(client: Client, path: str) -> None:
    assert client.post(path, ANSWER, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert check().state == "asked"


def test_a_welsh_donor_is_asked_in_welsh(client: Client) -> None:
    give(make_crowdfund(), locale="cy")

    path = declaration_path(check())

    assert path.startswith("/cy/declaration/")
    assert "Fy arian fy hun" in words(client.get(path))
