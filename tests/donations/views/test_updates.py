"""Updates on the web, and stopping them: by a button on a page, or by the mail program's own."""

from typing import Any

import pytest
from django.test import Client

from donations.models import Crowdfund, Donor, SupporterUpdate
from donations.services.updates import order_update, stop_path, words_of
from tests.factories.answers import shown
from tests.factories.donations import NOW

LIST = "/give/online-hub/updates/"


@pytest.fixture
def donor(db: None) -> Donor:
    return Donor.objects.create(email="ada@example.org", name="Ada", wants_updates_since=NOW)


def write(crowdfund: Crowdfund, subject: str, **changes: Any) -> SupporterUpdate:
    wanted = {"locale": "en", "text": "It <works>: https://hub.example/x", "written_at": NOW}
    return SupporterUpdate.objects.create(crowdfund=crowdfund, subject=subject, **(wanted | changes))


def wants() -> bool:
    return Donor.objects.get().wants_updates_since is not None


def test_opening_the_page_stops_nothing_and_its_button_does(donor: Donor) -> None:
    client, path = Client(enforce_csrf_checks=True), stop_path(donor.pk, "en")

    opened = client.get(path)
    before = wants()
    pressed = [client.post(path) for _ in range(2)]

    assert (before, wants()) == (True, False)
    assert "no-store" in opened["Cache-Control"]
    assert (opened["Referrer-Policy"], opened["X-Robots-Tag"]) == ("same-origin", "noindex")
    for answer in (opened, *pressed):
        assert "ada" not in shown(answer).lower().replace("canada", "")
    assert ["You get no more updates" in shown(answer) for answer in (opened, *pressed)] == [False, True, True]


def test_a_mail_program_stops_them_with_one_post(donor: Donor) -> None:
    answer = Client(enforce_csrf_checks=True).post(stop_path(donor.pk, "en"), {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, wants()) == (200, False)


def test_another_site_stops_nothing(client: Client, donor: Donor) -> None:
    answer = client.post(stop_path(donor.pk, "en"), headers={"Sec-Fetch-Site": "cross-site"})

    assert (answer.status_code, wants()) == (403, True)


def test_a_forged_token_leads_nowhere(client: Client, donor: Donor) -> None:
    for token in (f"{donor.pk}:forged", str(donor.pk), "%00"):
        assert client.get(f"/updates/stop/{token}/").status_code == 404
        assert client.post(f"/updates/stop/{token}/").status_code == 404
    assert wants()


def test_what_was_sent_is_readable_at_once_in_its_language(client: Client, crowdfund: Crowdfund) -> None:
    update = write(crowdfund, "The hub is open")
    write(crowdfund, "A draft")
    welsh = write(crowdfund, "Mae'r hwb ar agor", locale="cy")
    order_update(update_id=welsh.pk, as_read=words_of(welsh), now=NOW)
    before = shown(client.get(LIST))

    order_update(update_id=update.pk, as_read=words_of(update), now=NOW)

    html, welsh = shown(client.get(LIST)), shown(client.get(f"/cy{LIST}"))
    assert "Nothing has been told yet." in before
    assert "The hub is open</h2>" in html
    assert 'It &lt;works&gt;: <a href="https://hub.example/x" rel="nofollow">' in html
    assert "2 November 2026" in html
    assert "A draft" not in html
    assert "hwb ar agor" not in html
    assert "hwb ar agor" in welsh


def test_updates_of_what_is_not_published_are_not_told(client: Client, crowdfund: Crowdfund) -> None:
    Crowdfund.objects.update(is_published=False)

    assert client.get(LIST).status_code == 404
