"""A lead of one hub asks every address of the site for what is another's and hidden: none of them tells.

All that is hidden has one and the same number, so that one request for each address asks for everything that it could
mean. `UPDATE_ROUTES=1` lists an address that is new, in routes.txt: look whether it may tell what this test knows of.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cms.models import CampaignDocument, CampaignImage
from events.models import Hub, Invitation, Occurrence
from pages.models import EventPage, HubPage
from tests.factories.addresses import all_routes, filled, names_in
from tests.factories.hidden_hub import N, hide_hub
from tests.factories.hubs import person_of, place_hub, place_index

ROUTES = Path(__file__).with_name("routes.txt")
WORDS = {
    "app_label": "pages",
    "model_name": "eventpage",
    "content_type_app_name": "pages",
    "content_type_model_name": "eventpage",
    "action": "delete",
    "action_name": "approve",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "slug": "hidden",
    "token": "secret",
    "day": "2026-03-03",
    "month": "2026-03",
}
LEFT_OUT = ("logout/", "failwhale/", "media/")
"""Ways out, a page that breaks on purpose, and files, which need their whole name."""

SENT = {
    **dict.fromkeys(("new_parent_page", "parent_page", "page", "social_image", "image", "document"), N),
    **dict.fromkeys(("collection", "user", "chosen", "id", "crowdfund", "value"), N),
    "new_title": "Mine",
    "new_slug": "mine",
    "title": "Mine",
    "slug": "mine",
    "introduction": "",
    "position": "0",
    "body-count": 1,
    "body-0-type": "image",
    "body-0-order": 0,
    "body-0-deleted": "",
    "body-0-value-image-image": N,
    "comments-TOTAL_FORMS": 0,
    "comments-INITIAL_FORMS": 0,
}
"""What forms ask for, each filled in with what is hidden."""

WITH_A_QUERY = [
    *(f"bulk/wagtailcore/page/{action}/?id={N}" for action in ("delete", "move", "publish", "unpublish")),
    "bulk/wagtailcore/page/delete/?id=all&childOf={index}",
    *(
        f"bulk/cms/campaign{kind}/{action}/?id={N}"
        for kind in ("image", "document")
        for action in ("delete", "add_tags", "add_to_collection")
    ),
    "choose-page/?page_type=pages.eventpage",
    "choose-page/{index}/?multiple=1",
    "choose-page/search/?q=Secret",
    f"choose-page/chosen-multiple/?id={N}",
    *(f"{kind}/chooser/{what}" for kind in ("images", "documents") for what in ("?q=Secret", "results/?q=Secret")),
    *(f"{kind}/chooser/chosen-multiple/?id={N}" for kind in ("images", "documents")),
    *(f"{kind}/?q=Secret" for kind in ("images", "documents", "pages/search")),
    f"images/?collection_id={N}",
    "pages/{index}/?q=Secret",
    "api/main/pages/?child_of={index}&fields=*&for_explorer=1",
    "api/main/pages/?search=Secret",
    "reports/aging-pages/?content_type=1",
]
PUBLIC = [
    "/search/?q=Secret",
    "/api/v1/search?q=Secret",
    "/api/v1/pages?parent={index}",
    "/api/v1/hubs?locale=cy",
    "/api/v1/events?hub=hidden",
    "/calendar/list/?hub=hidden",
    "/calendar/list/?topic=hidden",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(settings: Any, tmp_path: Path) -> EventPage:
    settings.MEDIA_ROOT = tmp_path
    return hide_hub()


@pytest.fixture
def mine(hidden: EventPage) -> HubPage:
    return place_hub("Brighton")


@pytest.fixture
def browser(client: Client, mine: HubPage) -> Client:
    client.force_login(person_of(mine, role="lead"))
    client.raise_request_exception = False
    return client


def addresses(mine: HubPage) -> Iterator[str]:
    """Each route with the hidden number in all its parts; where a part may be a page of our own, with that as well."""
    for route in all_routes():
        if route.startswith(LEFT_OUT) or any(part in route for part in LEFT_OUT[:2]):
            continue
        numbers = [name for name in names_in(route) if name not in WORDS]
        yield filled(route, lambda name: WORDS.get(name, N))
        for own in numbers if len(numbers) > 1 or route.startswith("admin/pages/") else []:
            yield filled(route, lambda name, own=own: mine.pk if name == own else WORDS.get(name, N))
    index = place_index().pk
    yield from (f"/admin/{each.format(index=index)}" for each in WITH_A_QUERY)
    yield from (each.format(index=index) for each in PUBLIC)


def told(answer: Any) -> bool:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    # What was asked for comes back in forms and addresses: a search for "Secret", and no more.
    return any(word in content for word in SECRETS) or any(word.decode() in str(answer.headers) for word in SECRETS)


SECRETS = [
    *(
        b"Secret event",
        b"Secret hub",
        b"Secret wish",
        b"Secret collection",
        b"Secret picture",
        b"Secret document",
        b"secret.pdf",
    ),
    *(b"Secret Person", b"secret-person", b"secret@example"),
]


@pytest.mark.parametrize(("method", "sent"), [("get", {}), ("post", SENT)], ids=["get", "post"])
def test_no_address_tells_the_people_of_one_hub_what_another_hides(
    browser: Client, hidden: EventPage, mine: HubPage, method: str, sent: dict[str, Any]
) -> None:
    ask = getattr(browser, method)

    telling = [path for path in addresses(mine) if told(ask(path, sent))]

    assert telling == []
    assert unchanged(hidden)


def unchanged(hidden: EventPage) -> bool:
    page, hub = EventPage.objects.get(pk=N), Hub.objects.get(pk=N)
    return (
        (page.title, page.live, page.path, page.latest_revision_id) == ("Secret event", False, hidden.path, N)
        and not Occurrence.objects.get(pk=N).is_cancelled
        and {model.objects.get(pk=N).collection_id for model in (CampaignImage, CampaignDocument)}
        == {hub.collection_id}
        and Invitation.objects.open_at(timezone.now()).filter(pk=N).exists()
        and list(hub.leads_group.user_set.values_list("pk", flat=True)) == [N]
    )


def test_an_administrator_is_told_of_it(client: Client, hidden: EventPage, mine: HubPage) -> None:
    """Else the addresses above would ask for nothing."""
    client.force_login(User.objects.create_superuser("admin"))
    client.raise_request_exception = False

    index = place_index().pk
    telling = [
        *(f"pages/{N}/edit/", f"pages/{index}/", f"images/{N}/", f"documents/edit/{N}/", f"hubs/{N}/people/"),
        *(f"guest-lists/{N}/", f"guest-lists/{N}/print/", f"meetings-wanted/{N}/"),
        *(
            "pages/usage/pages/eventpage/",
            f"events/{N}/dates/",
            f"snippets/cms/topic/usage/{N}/",
            f"pages/{mine.pk}/move/{N}/confirm/",
            f"choose-page/{index}/?multiple=1",
        ),
        *(f"api/main/images/{N}/", f"api/main/documents/{N}/", "reports/workflow/", "reports/site-history/"),
        *("workflows/task_chooser/", f"bulk/cms/campaignimage/add_to_collection/?id={N}", "images/chooser/?q=Secret"),
    ]

    assert [path for path in telling if not told(client.get(f"/admin/{path}"))] == []
    assert told(client.post(f"/admin/pages/{mine.pk}/copy/", {"new_parent_page": N}))


def test_every_address_was_looked_at() -> None:
    listed = "".join(f"{route}\n" for route in sorted(all_routes()))
    if os.environ.get("UPDATE_ROUTES"):
        ROUTES.write_text(listed)

    assert listed == ROUTES.read_text()
