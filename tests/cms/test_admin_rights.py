"""The admin tells nobody of what is hidden from them, at none of its addresses."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import get_resolver
from wagtail.models import Collection, CollectionViewRestriction

from accounts import roles
from cms.models import CampaignDocument
from pages.models import StandardPage
from tests.factories.addresses import routes
from tests.factories.pages import home, picture, place

SignIn = Callable[[str], Client]
WORDS = {
    "app_label": "pages",
    "model_name": "standardpage",
    "content_type_app_name": "pages",
    "content_type_model_name": "standardpage",
    "action": "delete",
    "action_name": "approve",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
}
WITH_A_QUERY = [
    *(f"bulk/wagtailcore/page/{action}/?id={{page}}" for action in ("delete", "move", "publish", "unpublish")),
    *(f"bulk/wagtailcore/page/{action}/?id=+{{page}}" for action in ("delete", "move", "publish", "unpublish")),
    "bulk/wagtailcore/page/delete/?id=all",
    "bulk/wagtailcore/page/delete/?id=all&childOf={home}",
    "bulk/cms/campaignimage/delete/?id={image}",
    "bulk/cms/campaigndocument/delete/?id={document}",
    "choose-page/?page_type=pages.standardpage",
    "choose-page/{home}/?multiple=1",
    "choose-page/search/?q=Secret",
    "choose-page/chosen-multiple/?id={page}",
    "images/chooser/chosen-multiple/?id={image}",
    "documents/chooser/chosen-multiple/?id={document}",
    "images/chooser/results/?q=Secret",
    "pages/search/?q=Secret",
    "api/main/pages/?child_of={home}&fields=*&for_explorer=1",
    "api/main/pages/?search=Secret",
]
OF_PAGES = ("pages/", "choose-page/", "bulk/wagtailcore/", "localize/", "api/main/pages/")

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def signed_in(role: str) -> Client:
        user = get_user_model().objects.create_user("sam")
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
        client.raise_request_exception = False
        return client

    return signed_in


@pytest.fixture
def hidden(db: None) -> dict[str, int]:
    """A draft, a picture and a document for few, with "Secret" in every title; and the home page above."""
    collection = Collection.get_first_root_node().add_child(name="Secret collection")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = CampaignDocument(title="Secret document", collection=collection)
    document.file.save("document.pdf", ContentFile(b"%PDF-1.4"))
    draft = place(StandardPage, "Secret draft", live=False)
    draft.save_revision(log_action=True)
    return {
        "page": draft.pk,
        "image": picture("Secret picture", collection=collection).pk,
        "document": document.pk,
        "revision": draft.latest_revision_id,
        "home": home().pk,
    }


def addresses(ids: dict[str, int]) -> Iterator[str]:
    """Every address of the admin, but for the way out, each filled in with what is hidden."""

    def value(match: re.Match[str]) -> str:
        name, route = match[1], match.string
        kind = next(
            (kind for kind in ("image", "document", "revision") if kind in name or (name == "pk" and kind in route)),
            "page",
        )
        return WORDS.get(name) or str(ids["home" if name == "destination_id" else kind])

    admin = next(
        each for each in get_resolver().url_patterns if str(each.pattern) == "admin/" and hasattr(each, "url_patterns")
    )
    for route in dict.fromkeys(routes(admin.url_patterns)):
        if route in ("logout/", "failwhale/"):
            continue
        plain = re.sub(r"[\^$]|\\(?=\.)", "", re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route))
        yield "/admin/" + re.sub(r"<(?:\w+:)?(\w+)>", value, plain)
    yield from (f"/admin/{each.format(**ids)}" for each in WITH_A_QUERY)


def told(browser: Client, path: str) -> set[str]:
    """The hidden titles that an address tells, on the page that it leads to as well."""
    response = browser.get(path, follow=True)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return {what for what in ("draft", "picture", "document", "collection") if f"Secret {what}".encode() in content}


def test_who_works_on_no_page_is_told_of_none_anywhere(sign_in: SignIn, hidden: dict[str, int]) -> None:
    browser = sign_in(roles.TREASURERS)  # who may do all that volunteers without a hub may, and more

    assert {path: titles for path in addresses(hidden) if (titles := told(browser, path))} == {}


def test_who_works_on_some_pages_is_told_of_no_draft_among_the_others(sign_in: SignIn, hidden: dict[str, int]) -> None:
    browser = sign_in(roles.WELSH_EDITORS)

    assert [path for path in addresses(hidden) if "draft" in told(browser, path)] == []


def test_who_works_elsewhere_is_not_told_what_the_draft_of_a_public_page_is_called(
    sign_in: SignIn, hidden: dict[str, int]
) -> None:
    page = place(StandardPage, "Public page")
    page.title = "Secret draft"
    hidden |= {"page": page.pk, "revision": page.save_revision(log_action=True).pk}
    browser = sign_in(roles.WELSH_EDITORS)

    of_pages = [path for path in addresses(hidden) if path.removeprefix("/admin/").startswith(OF_PAGES)]
    assert [path for path in of_pages if "draft" in told(browser, path)] == []


def test_who_may_see_it_is_told_in_many_places(sign_in: SignIn, hidden: dict[str, int]) -> None:
    browser = sign_in(roles.EDITORS)

    telling = islice((path for path in addresses(hidden) if "draft" in told(browser, path)), 40)

    assert len(list(telling)) == 40
    for path in (f"/admin/choose-page/{hidden['home']}/?multiple=1", f"/admin/pages/{hidden['page']}/edit/"):
        assert "draft" in told(browser, path)
