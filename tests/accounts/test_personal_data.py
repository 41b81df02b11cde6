"""Export and erasure of accounts, of mails and of the lines of the log that name somebody."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts import personal_data, roles
from accounts.models import User
from cms import mail
from cms.models import OutgoingMail
from tests.factories.donations import NOW

pytestmark = pytest.mark.django_db

ADA = "ada@example.org"


@pytest.fixture
def ada() -> User:
    user = User.objects.create_user("ada", "Ada@example.org", "correct horse", first_name="Ada", last_name="Lovelace")
    user.groups.set(Group.objects.filter(name=roles.EDITORS))
    EmailAddress.objects.create(user=user, email="other@example.org")
    log(instance=user, action="wagtail.edit", user=user, title=ADA)
    return user


def keep_mail(key: str, to: str, text: str = "x", status: str = "waiting") -> OutgoingMail:
    times = {"created_at": NOW, "next_attempt_at": NOW}
    return OutgoingMail.objects.create(key=key, to=to, subject="s", text=text, html="h", status=status, **times)


def test_an_account_is_exported_with_all_but_its_password(ada: User) -> None:
    [told] = personal_data.export_users(ADA)

    assert (told["username"], told["last_name"], told["groups"]) == ("ada", "Lovelace", ["Editors"])
    assert told["addresses"] == [{"email": "other@example.org", "verified": False, "primary": False}]
    assert [(each["action"], each["what"]) for each in told["actions"]] == [("wagtail.edit", ADA)]
    assert "password" not in told
    assert personal_data.export_users("other@example.org") == [told]
    assert personal_data.export_users("eve@example.org") == []


def test_an_erased_account_names_nobody_and_lets_nobody_in(ada: User, client: Client) -> None:
    client.force_login(ada)
    ModelLogEntry.objects.update(label="Ada Lovelace")
    log(instance=User.objects.create_user("bob"), action="wagtail.edit", user=ada)

    erasure = personal_data.erase_users(ADA, NOW)

    ada.refresh_from_db()
    assert [ada.username, ada.email, ada.first_name, ada.last_name] == [f"erased-{ada.pk}", "", "", ""]
    assert (ada.is_active, ada.has_usable_password(), ada.groups.count()) == (False, False, 0)
    assert EmailAddress.objects.count() == 0
    assert client.get("/admin/").status_code == 302
    assert len(erasure.kept) == 1
    assert list(ModelLogEntry.objects.order_by("pk").values_list("label", flat=True)) == [f"erased-{ada.pk}", "bob"]
    assert personal_data.export_users(ADA) == []


def test_the_only_administrator_cannot_be_erased(ada: User) -> None:
    assert personal_data.only_administrator(ADA) == []
    User.objects.update(is_superuser=True)

    alone = personal_data.only_administrator(ADA)
    User.objects.create_superuser("bob")

    assert "only administrator" in alone[0]
    assert personal_data.only_administrator(ADA) == []


def test_mails_to_somebody_and_about_them_lose_their_words_and_are_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(mail, "_message", lambda mail: sent.append(mail.key))
    keep_mail("waiting", "Ada@example.org")
    keep_mail("about", "team@example.org", f"It is of {ADA}.", "sent")
    keep_mail("other", "bob@example.org")
    exported = [each["key"] for each in personal_data.export_mails(ADA)]

    erasure = personal_data.erase_mails(ADA, NOW)
    mail.send_due(NOW)

    assert exported == ["waiting", "about"]
    assert erasure.erased == ["The words and the address of 2 mails"]
    rows = OutgoingMail.objects.exclude(key="other").values_list("to", "subject", "text", "html", "status")
    assert sorted(rows) == [("", "", "", "", "failed"), ("", "", "", "", "sent")]
    assert sent == ["other"]
    assert (personal_data.export_mails(ADA), personal_data.erase_mails(ADA, NOW).erased) == ([], [])


def test_the_log_no_longer_names_the_address(ada: User) -> None:
    assert [line["what"] for line in personal_data.export_log(ADA)] == [ADA]

    personal_data.erase_log(ADA, NOW)

    assert ModelLogEntry.objects.get().label == "–"
    assert personal_data.export_log(ADA) == []


def test_who_has_a_longer_address_is_somebody_else() -> None:
    user = User.objects.create_user("jo", "joada@example.org")
    log(instance=user, action="wagtail.edit", user=user, title="joada@example.org")
    keep_mail("longer", "joada@example.org", f"Of jo.{ADA}, jo+{ADA}, {ADA}.uk and {ADA}-x")
    keep_mail("own", "team@example.org", f"It is of <{ADA.upper()}>.")

    assert [each["key"] for each in personal_data.export_mails(ADA)] == ["own"]
    assert personal_data.export_log(ADA) == []
    assert personal_data.erase_mails(ADA, NOW).erased == ["The words and the address of 1 mails"]
    assert personal_data.erase_log(ADA, NOW).erased == []
