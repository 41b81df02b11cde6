"""The editors' queue: what waits, what can be decided, and who may."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import GroupPagePermission, ModelLogEntry

from accounts.models import User
from cms.models import OutgoingMail
from pages.contributions import services
from pages.contributions.posts import post_of
from pages.models import BlogPostPage, Contribution, SeriesPage
from tests.factories.contributions import EMAIL, NOW, begin, place_call, send, word_file
from tests.factories.hubs import person_of, place_hub
from tests.factories.pages import home, place_blog, publish, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(admin_user: User) -> User:
    return admin_user


@pytest.fixture
def browser(admin_client: Client) -> Client:
    return admin_client


def at(contribution: Contribution) -> str:
    return f"/admin/contributions/{contribution.pk}/"


def state(contribution: Contribution) -> str:
    contribution.refresh_from_db()
    return contribution.state


def last_mail() -> OutgoingMail:
    found = OutgoingMail.objects.order_by("pk").last()
    assert found
    return found


def test_the_queue_has_what_was_sent_and_no_drafts(browser: Client) -> None:
    series = place_call()
    send(series, title="Sent")
    begin(series, title="Not sent")

    html = browser.get("/admin/contributions/").content.decode()

    assert "Sent" in html
    assert "Not sent" not in html
    assert browser.get("/admin/contributions/?state=nonsense&p=x").status_code == 200
    assert "There is none" in browser.get("/admin/contributions/?state=declined").content.decode()


def test_the_queue_costs_the_same_with_many(browser: Client, django_assert_max_num_queries: Any) -> None:
    series = place_call()
    for number in range(20):
        send(series, title=f"Text {number}", email=f"{number}@example.org")

    with django_assert_max_num_queries(30):
        browser.get("/admin/contributions/")


def test_a_draft_is_nobodys_business(browser: Client) -> None:
    assert browser.get(at(begin())).status_code == 404


def test_a_look_is_logged_once(browser: Client) -> None:
    sent = send()

    browser.get(at(sent))
    browser.get(at(sent))

    assert ModelLogEntry.objects.filter(action="pages.look_at_contribution", object_id=str(sent.pk)).count() == 1


def test_an_accepted_text_becomes_a_draft_post_with_its_byline(browser: Client) -> None:
    sent = send(byline="M. W.", about="Writes in Frome.")

    answer = browser.post(at(sent), {"do": "accept", "words": ""})

    post = post_of(Contribution.objects.get())
    assert post
    draft: Any = post.get_latest_revision_as_object()
    assert answer.headers["Location"] == f"/admin/pages/{post.pk}/edit/"
    assert (post.live, draft.title, draft.byline, draft.comments) == (False, "Why we ally", "M. W.", "open")
    assert post.get_parent().specific == SeriesPage.objects.get()
    assert "<p>One.</p><p>Two.</p>" in str(draft.body)
    assert last_mail().template == "contribution_accepted"


def test_an_idea_that_is_liked_goes_back_to_be_written(browser: Client) -> None:
    sent = send(offer="idea")

    browser.post(at(sent), {"do": "accept", "words": "800 words, please."})

    assert state(sent) == "changes"
    assert sent.offer == "text"
    assert not BlogPostPage.objects.exists()
    assert last_mail().template == "contribution_write_it"


@pytest.mark.parametrize(("decision", "becomes"), [("changes", "changes"), ("decline", "declined")])
def test_asking_for_changes_and_declining_need_words(browser: Client, decision: str, becomes: str) -> None:
    sent = send()

    silent = browser.post(at(sent), {"do": decision, "words": " "})
    assert silent.status_code == 422
    assert state(sent) == "sent"

    browser.post(at(sent), {"do": decision, "words": "Shorter."})
    assert state(sent) == becomes
    assert sent.notes.get(state=becomes).words == "Shorter."


@pytest.mark.parametrize("decision", ["accept", "changes", "decline", "word", "agreed"])
def test_what_has_gone_on_meanwhile_is_not_decided_again(browser: Client, editor: User, decision: str) -> None:
    sent = send()
    services.withdraw(public_id=sent.public_id, now=NOW)

    answer = browser.post(at(sent), {"do": decision, "words": "x"}, follow=True)

    assert "gone on meanwhile" in answer.content.decode()
    assert state(sent) == "withdrawn"


def test_a_decision_that_is_none_does_nothing(browser: Client) -> None:
    assert browser.post(at(send()), {"do": "eat", "words": "x"}).status_code == 404


def test_a_text_that_came_by_mail_joins_the_queue_and_is_agreed_to_by_mail(browser: Client) -> None:
    series = place_call(call="")
    file = SimpleUploadedFile("text.docx", word_file("From Word.").getvalue())
    sent = {
        "series": series.pk,
        "title": "By mail",
        "text": "",
        "file": file,
        "name": "Mary",
        "consent": "Mail of 3 May",
    }

    browser.post("/admin/contributions/enter/", sent)

    made = Contribution.objects.get()
    assert (made.state, made.text, made.consent, made.email) == ("sent", "From Word.", "Mail of 3 May", "")
    browser.post(at(made), {"do": "accept", "words": ""})
    assert state(made) == "accepted"
    assert "Ask its writer" not in browser.get(at(made)).content.decode()
    browser.post(at(made), {"do": "agreed", "words": "Mail of 5 May"})
    assert state(made) == "approved"
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("field", "error"),
    [("consent", "Write how they agreed"), ("title", "Give it a title"), ("name", "Enter your name")],
)
def test_what_is_missing_from_a_text_by_mail_is_said(browser: Client, field: str, error: str) -> None:
    series = place_call()
    sent = {"series": series.pk, "title": "By mail", "text": "One.", "name": "Mary", "consent": "Mail", field: ""}

    answer = browser.post("/admin/contributions/enter/", sent)

    assert answer.status_code == 422
    assert error in answer.content.decode()
    assert not Contribution.objects.exists()


def test_a_volunteer_of_a_hub_reads_none(client: Client) -> None:
    sent = send()
    client.force_login(person_of(place_hub("Brighton")))

    for path in ("/admin/contributions/", "/admin/contributions/enter/", at(sent), f"{at(sent)}photo/"):
        assert client.get(path).status_code in (302, 403, 404)
    assert client.post(at(sent), {"do": "decline", "words": "x"}).status_code in (302, 403, 404)
    assert state(sent) == "sent"


def test_editors_of_one_language_neither_read_nor_decide_what_came_in_another(client: Client) -> None:
    series = place_call()
    publish(home("cy"))
    translate(place_blog(), title="Straeon")
    welsh = translate(series, title="Cyfres")
    gwen = User.objects.create_user("gwen")
    group = Group.objects.create(name="Welsh")
    gwen.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=welsh, permission=Permission.objects.get(codename=codename, content_type__model="page")
        )
    english, hers = send(series), send(series, title="Cymraeg", email="gwen@example.org")
    Contribution.objects.filter(pk=hers.pk).update(locale="cy")
    client.force_login(gwen)

    answers = [client.get(at(english)), client.post(at(english), {"do": "decline", "words": "No"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert state(english) == "sent"
    assert client.get(at(hers)).status_code == 200
    assert EMAIL not in client.get("/admin/contributions/").content.decode()
