"""Updates in the admin: written, previewed as mail, sent with one button, and then no longer changed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts import roles
from donations.models import Crowdfund, Donor, SupporterUpdate
from donations.services.updates import words_of
from donations.treasury.updates import SENT_UPDATE, EditUpdateView
from tests.factories.donations import NOW, make_crowdfund, make_donation

SignIn = Callable[[str], Client]
LIST = "/admin/supporterupdate/"


@pytest.fixture
def crowdfund(db: None) -> Crowdfund:
    """With two donors who want to hear more, and one who does not."""
    crowdfund = make_crowdfund()
    for name, wants in (("ada", NOW), ("bob", NOW), ("eve", None)):
        donor = Donor.objects.create(email=f"{name}@example.org", wants_updates_since=wants)
        make_donation(crowdfund, donor=donor, state="paid")
    return crowdfund


def typed(crowdfund: Crowdfund, **changes: Any) -> dict[str, Any]:
    return {"crowdfund": crowdfund.pk, "locale": "en", "subject": "Open!", "text": "Come & see."} | changes


def write(browser: Client, crowdfund: Crowdfund) -> SupporterUpdate:
    browser.post(f"{LIST}new/", typed(crowdfund))
    return SupporterUpdate.objects.get()


@pytest.mark.parametrize("group", [roles.EDITORS, roles.TREASURERS])
def test_it_is_written_previewed_and_sent(sign_in: SignIn, crowdfund: Crowdfund, group: str) -> None:
    browser = sign_in(group)
    written = browser.post(f"{LIST}new/", typed(crowdfund))
    update = SupporterUpdate.objects.get()
    page = f"{LIST}inspect/{update.pk}/"

    html = browser.get(page).content.decode()
    mail = browser.get(f"{LIST}preview/{update.pk}/").content.decode()
    sent = [browser.post(page, {"as_read": words_of(update)}) for _ in range(2)]

    assert written["Location"] == page
    assert update.written_by is not None
    assert "Send it to 2 people" in html
    assert "Come &amp; see." in html
    assert "<p>Come &amp; see.</p>" in mail
    assert [answer.status_code for answer in sent] == [302, 302]
    update.refresh_from_db()
    assert update.ordered_at is not None
    entry = ModelLogEntry.objects.get(action=SENT_UPDATE)
    assert (entry.user.username, entry.data) == ("sam", {"recipients": 2})
    after = browser.get(page).content.decode()
    assert "Going out, to 0 so far" in after
    assert "Send it to" not in after
    for address in ("ada@", "bob@", "eve@"):
        assert address not in html + mail + after


def test_where_nobody_listens_it_is_published_and_not_sent(sign_in: SignIn, db: None) -> None:
    browser = sign_in(roles.EDITORS)
    update = write(browser, make_crowdfund())
    page = f"{LIST}inspect/{update.pk}/"

    html = browser.get(page).content.decode()
    said = browser.post(page, {"as_read": words_of(update)}, follow=True).content.decode()

    assert "Publish it on the page" in html
    assert "Send it to" not in html
    assert "It is on the page of updates now." in said
    update.refresh_from_db()
    assert update.ordered_at is not None


def test_what_was_sent_is_no_longer_changed(sign_in: SignIn, crowdfund: Crowdfund) -> None:
    browser = sign_in(roles.EDITORS)
    update = write(browser, crowdfund)
    browser.post(f"{LIST}edit/{update.pk}/", typed(crowdfund, subject="Opened!"))
    update.refresh_from_db()
    browser.post(f"{LIST}inspect/{update.pk}/", {"as_read": words_of(update)})

    browser.post(f"{LIST}edit/{update.pk}/", typed(crowdfund, subject="Closed!"))
    browser.post(f"{LIST}delete/{update.pk}/")

    assert SupporterUpdate.objects.get().subject == "Opened!"
    browser.get(LIST)  # With the notices of what was done before, which lead to the editor.
    assert f"{LIST}edit/{update.pk}/" not in browser.get(LIST).content.decode()


def test_an_order_that_comes_while_it_is_saved_stands(
    sign_in: SignIn, crowdfund: Crowdfund, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(roles.EDITORS)
    update = write(browser, crowdfund)
    find = EditUpdateView.get_object

    def find_and_order(view: EditUpdateView, queryset: Any = None) -> SupporterUpdate:
        found = find(view, queryset)
        SupporterUpdate.objects.update(ordered_at=NOW)
        return found

    monkeypatch.setattr(EditUpdateView, "get_object", find_and_order)
    browser.post(f"{LIST}edit/{update.pk}/", typed(crowdfund, subject="Closed!"))

    update.refresh_from_db()
    assert (update.ordered_at, update.subject) == (NOW, "Open!")


def test_words_that_were_changed_after_the_preview_are_not_sent_unseen(sign_in: SignIn, crowdfund: Crowdfund) -> None:
    browser = sign_in(roles.EDITORS)
    update = write(browser, crowdfund)
    page = f"{LIST}inspect/{update.pk}/"
    html = browser.get(page).content.decode()
    browser.post(f"{LIST}edit/{update.pk}/", typed(crowdfund, subject="Closed!"))

    told = browser.post(page, {"as_read": words_of(update)}, follow=True).content.decode()

    assert f'name="as_read" value="{words_of(update)}"' in html
    assert "It was changed in the meantime, and not sent." in told
    assert SupporterUpdate.objects.get().ordered_at is None


def test_a_draft_can_be_deleted(sign_in: SignIn, crowdfund: Crowdfund) -> None:
    browser = sign_in(roles.TREASURERS)

    browser.post(f"{LIST}delete/{write(browser, crowdfund).pk}/")

    assert SupporterUpdate.objects.count() == 0


def test_what_is_missing_is_told_and_the_rest_kept(sign_in: SignIn, crowdfund: Crowdfund) -> None:
    answer = sign_in(roles.EDITORS).post(f"{LIST}new/", typed(crowdfund, subject=""))

    assert "Come &amp; see." in answer.content.decode()
    assert SupporterUpdate.objects.count() == 0


@pytest.mark.parametrize("group", [roles.MODERATORS, roles.VOLUNTEERS, roles.WELSH_EDITORS])
def test_nobody_else_writes_or_sends(sign_in: SignIn, crowdfund: Crowdfund, group: str) -> None:
    update = SupporterUpdate.objects.create(crowdfund=crowdfund, locale="en", subject="Open!", text="x", written_at=NOW)
    browser = sign_in(group)

    for path in ("", "new/", f"inspect/{update.pk}/", f"preview/{update.pk}/", f"edit/{update.pk}/"):
        assert browser.get(LIST + path).status_code in (302, 403), path
    browser.post(f"{LIST}inspect/{update.pk}/")

    update.refresh_from_db()
    assert update.ordered_at is None
