"""No form of a page takes what its editor could not have chosen: a hidden page, or a file of another hub."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import Settings
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import CampaignDocument, CampaignImage
from cms.page_form import PageForm
from pages.models import HubPage, StandardPage
from tests.factories.hubs import hub_of, person_of, place_hub
from tests.factories.pages import block, picture, place, place_crowdfund, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mine() -> HubPage:
    return place_hub("Brighton")


@pytest.fixture
def browser(client: Client, mine: HubPage) -> Client:
    client.force_login(person_of(mine, role="lead"))
    return client


def form(page: HubPage, **sent: Any) -> dict[str, Any]:
    """What the editor's form sends; `body` is a list of blocks and their values."""
    blocks = [(kind, value) for kind, value in sent.pop("body", [])]
    words = {"title": page.title, "slug": page.slug, "introduction": "New words", "towns": "", "area": ""}
    more = {"contact_email": "", "chat_url": "", "search_description": "", "seo_title": "", "social_image": ""}
    comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    data: dict[str, Any] = nested_form_data({**words, **more, "body": streamfield(blocks), **sent})
    return {**data, **comments}


def image_block(image: CampaignImage) -> Any:
    return ("image", {"image": {"image": image.pk, "decorative": "on", "alt_text": ""}, "caption": ""})


def text_with(link: str) -> Any:
    return ("text", rich_text(f"<p>Look <a {link}>there</a></p>"))


def call_to(page: Any) -> Any:
    return ("call_to_action", {"heading": "Come", "text": "", "button": "Go", "page": page.pk, "url": ""})


def document_in(collection: Any) -> CampaignDocument:
    document = CampaignDocument(title="Secret document", collection=collection)
    document.file.save("secret.pdf", ContentFile(b"%PDF-1.4"))
    return document


def hidden() -> dict[str, Any]:
    hub = place_hub("Frome")
    draft = place(StandardPage, "Secret draft", live=False)
    return {
        "picture": picture("Secret picture", collection=hub_of(hub).collection),
        "document": document_in(hub_of(hub).collection),
        "draft": draft,
        "crowdfund": place_crowdfund("Secret crowdfund", live=False),
    }


WAYS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "picture for sharing": lambda what: {"social_image": what["picture"].pk},
    "picture in the body": lambda what: {"body": [image_block(what["picture"])]},
    "link to a draft": lambda what: {"body": [text_with(f'linktype="page" id="{what["draft"].pk}"')]},
    "link to a document": lambda what: {"body": [text_with(f'linktype="document" id="{what["document"].pk}"')]},
    "button to a draft": lambda what: {"body": [call_to(what["draft"])]},
    "crowdfund": lambda what: {"body": [("crowdfund", {"page": what["crowdfund"].pk, "heading": ""})]},
    "a form that is not valid": lambda what: {"title": "", "body": [image_block(what["picture"])]},
    "a body that is not valid": lambda what: {"body": [image_block(what["picture"]), ("quote", {"quote": ""})]},
}


@pytest.mark.parametrize(
    ("way", "action"),
    [*((way, "publish") for way in WAYS), ("picture in the body", "draft"), ("link to a draft", "preview")],
)
def test_what_one_could_not_choose_is_refused_and_not_told(
    browser: Client, mine: HubPage, way: str, action: str
) -> None:
    sent = form(mine, **WAYS[way](hidden()))
    address = f"/admin/pages/{mine.pk}/edit/" + ("preview/" if action == "preview" else "")

    answer = browser.post(address, {**sent, "action-publish": "1"} if action == "publish" else sent)
    shown = browser.get(address)

    assert (answer.status_code, answer.headers.get("Location")) == (302, "/admin/")
    assert b"Secret" not in answer.content + shown.content
    assert (mine.revisions.count(), HubPage.objects.get(pk=mine.pk).introduction) == (1, "")


def test_what_one_could_choose_is_taken(browser: Client, mine: HubPage) -> None:
    collection, public = hub_of(mine).collection, place(StandardPage, "About us")
    own = picture("Ours", collection=collection)
    document = document_in(collection)
    body = [
        image_block(own),
        call_to(public),
        text_with(f'linktype="page" id="{mine.pk}"'),
        text_with(f'linktype="document" id="{document.pk}"'),
        call_to(place_hub("Frome")),
    ]

    browser.post(f"/admin/pages/{mine.pk}/edit/", {**form(mine, social_image=own.pk, body=body), "action-publish": "1"})

    page = HubPage.objects.get(pk=mine.pk)
    assert (page.social_image_id, len(page.body), page.introduction) == (own.pk, 5, "New words")


def test_what_stood_on_the_page_before_may_stay(browser: Client, mine: HubPage) -> None:
    what = hidden()
    mine.social_image = what["picture"]
    mine.body = [block("call_to_action", {"heading": "Come", "text": "", "button": "Go", "page": what["draft"].pk})]
    publish(mine)
    sent = form(mine, social_image=what["picture"].pk, body=[call_to(what["draft"])])

    browser.post(f"/admin/pages/{mine.pk}/edit/", {**sent, "action-publish": "1"})

    page = HubPage.objects.get(pk=mine.pk)
    assert (page.social_image, page.introduction, len(page.body)) == (what["picture"], "New words", 1)


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, str(2**63), "12345678"])
def test_what_is_no_id_is_refused_as_wagtail_does(browser: Client, mine: HubPage, number: str) -> None:
    answer = browser.post(f"/admin/pages/{mine.pk}/edit/", form(mine, social_image=number))

    assert answer.status_code in (200, 302, 400)
    assert HubPage.objects.get(pk=mine.pk).social_image is None


def test_every_page_type_is_edited_in_such_a_form() -> None:
    ours = [model for model in get_page_models() if model._meta.app_label == "pages"]

    assert [model.__name__ for model in ours if not issubclass(model.base_form_class, PageForm)] == []
    assert len(ours) >= 6
