"""Pages through the API: lists, one by path and by id, in which language, at what cost."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from cms.caching import RESPONSES
from pages.models import CampaignPage, StandardPage
from tests.factories.pages import block, home, picture, place, publish, translate


def get(client: Client, path: str, /, **query: Any) -> Any:
    response = client.get(f"/api/v1{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer["items"]]


def test_pages_are_listed_in_the_order_of_the_tree(client: Client) -> None:
    campaign = place(CampaignPage, "Campaign", introduction="What we want.")
    place(StandardPage, "About us")
    place(StandardPage, "Questions", parent=campaign)

    answer = get(client, "/pages")

    assert titles(answer) == ["Home", "Campaign", "Questions", "About us"]
    assert answer["total"] == 4
    assert answer["items"][1] == {
        "id": campaign.pk,
        "type": "campaign",
        "title": "Campaign",
        "locale": "en",
        "url": "/campaign/",
        "html_url": "http://testserver/campaign/",
        "api_url": f"http://testserver/api/v1/pages/{campaign.pk}",
        "summary": "What we want.",
        "first_published_at": f"{campaign.first_published_at:%Y-%m-%dT%H:%M:%S.}"
        + f"{campaign.first_published_at.microsecond // 1000:03}Z",
        "last_published_at": f"{campaign.last_published_at:%Y-%m-%dT%H:%M:%S.}"
        + f"{campaign.last_published_at.microsecond // 1000:03}Z",
    }


def test_a_list_is_narrowed_by_type_language_and_parent(client: Client) -> None:
    campaign = place(CampaignPage, "Campaign")
    place(StandardPage, "Questions", parent=campaign)
    place(StandardPage, "About us")
    publish(home("cy"))

    assert titles(get(client, "/pages", type="standard")) == ["Questions", "About us"]
    assert titles(get(client, "/pages", locale="cy")) == ["Hafan"]
    assert titles(get(client, "/pages", parent=campaign.pk)) == ["Questions"]
    assert titles(get(client, "/pages", parent=home().pk, type="campaign")) == ["Campaign"]


def test_a_list_is_read_in_parts(client: Client) -> None:
    for number in range(3):
        place(StandardPage, f"Page {number}")

    answer = get(client, "/pages", type="standard", limit=1, offset=1)

    assert (titles(answer), answer["total"]) == (["Page 1"], 3)


def test_a_page_tells_its_place_and_its_languages(client: Client) -> None:
    publish(home("cy"))
    campaign = place(CampaignPage, "Campaign")
    welsh = translate(campaign, title="Ymgyrch")
    about = place(StandardPage, "About us", parent=campaign, seo_title="Who we are", search_description="In short.")

    meta = get(client, f"/pages/{about.pk}")["meta"]

    assert meta["url"] == "/campaign/about-us/"
    assert meta["parent"]["id"] == campaign.pk
    assert [each["title"] for each in meta["breadcrumbs"]] == ["Campaign"]
    card = meta["seo"].pop("image")
    assert meta["seo"] == {"title": "Who we are", "description": "In short."}
    assert card["src"].startswith(f"http://testserver/cards/{about.pk}-")
    translations = get(client, f"/pages/{campaign.pk}")["meta"]["translations"]
    assert [(each["id"], each["locale"], each["url"]) for each in translations] == [(welsh.pk, "cy", "/cy/campaign/")]


@pytest.mark.parametrize("path", ["/campaign/", "/campaign"])
def test_a_page_is_found_by_its_path(client: Client, path: str) -> None:
    campaign = place(CampaignPage, "Campaign")

    assert get(client, "/pages/find", path=path)["id"] == campaign.pk


def test_the_path_decides_the_language(client: Client) -> None:
    publish(home("cy"))
    translate(place(CampaignPage, "Campaign"), title="Ymgyrch")

    response = client.get("/api/v1/pages/find", {"path": "/cy/campaign/"})

    assert (response.json()["title"], response.json()["meta"]["locale"]) == ("Ymgyrch", "cy")
    assert response.headers["Content-Language"] == "cy"


@pytest.fixture
def renamed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> CampaignPage:
    """A page that was at /old/ and is at /new/."""
    campaign = place(CampaignPage, "Campaign", slug="old")
    campaign.slug = "new"
    with django_capture_on_commit_callbacks(execute=True):
        return publish(campaign)


def test_a_page_that_was_renamed_is_found_by_its_old_path(client: Client, renamed: CampaignPage) -> None:
    response = client.get("/api/v1/pages/find", {"path": "/old/"})

    assert response.status_code == 302
    assert response.headers["Location"] == f"http://testserver/api/v1/pages/{renamed.pk}"


def test_the_old_path_of_a_page_taken_down_leads_nowhere(client: Client, renamed: CampaignPage) -> None:
    renamed.unpublish()

    assert client.get("/api/v1/pages/find", {"path": "/old/"}).status_code == 404


def test_links_lead_to_the_pages_own_language(client: Client) -> None:
    publish(home("cy"))
    about = place(StandardPage, "About us")
    translate(about, title="Amdanom ni")
    text = block("text", f'<p><a linktype="page" id="{about.pk}">about</a></p>')
    campaign = translate(place(CampaignPage, "Campaign", body=[text]), title="Ymgyrch")

    assert get(client, f"/pages/{campaign.pk}")["body"][0]["value"] == '<p><a href="/cy/about-us/">about</a></p>'


def test_text_carries_no_script_and_no_foreign_attribute(client: Client) -> None:
    source = '<p onclick="x()">Hi<script>x()</script> <a href="javascript:x()">there</a><img src="x"></p>'
    page = place(StandardPage, "Page", body=[block("text", source)])

    assert get(client, f"/pages/{page.pk}")["body"][0]["value"] == "<p>Hi <a>there</a></p>"


def test_a_picture_is_told_with_the_renditions_of_the_page(client: Client) -> None:
    image = picture(credit="Ann")
    value = {"image": {"image": image.pk, "decorative": False, "alt_text": "A hall"}, "caption": "July"}
    page = place(StandardPage, "Page", body=[block("image", value)])
    client.get("/page/")
    made = image.renditions.count()

    told = get(client, f"/pages/{page.pk}")["body"][0]["value"]

    assert (told["caption"], told["image"]["alt"], told["image"]["credit"]) == ("July", "A hall", "Ann")
    assert (told["image"]["width"], told["image"]["height"], told["image"]["decorative"]) == (1440, 810, False)
    assert [(each["type"], each["width"]) for each in told["image"]["sources"]] == [
        (kind, width) for kind in ("image/avif", "image/webp", "image/jpeg") for width in (480, 960, 1440)
    ]
    assert told["image"]["src"].startswith("http://testserver/media/")
    assert image.renditions.count() == made == 9


def test_a_lost_picture_file_breaks_nothing(client: Client) -> None:
    image = picture()
    value = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    page = place(StandardPage, "Page", body=[block("image", value)])
    image.file.storage.delete(image.file.name)

    told = get(client, f"/pages/{page.pk}")["body"][0]["value"]["image"]

    assert (told["width"], told["alt"], told["decorative"]) == (0, "", True)


def test_a_list_costs_as_many_queries_for_twenty_pages_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place(StandardPage, "Page 0")
    get(client, "/pages", type="standard")
    caches[RESPONSES].clear()
    with django_assert_num_queries(3):
        get(client, "/pages", type="standard")
    for number in range(1, 20):
        place(StandardPage, f"Page {number}")
    get(client, "/pages", type="standard")
    caches[RESPONSES].clear()

    with django_assert_num_queries(3):
        assert len(get(client, "/pages", type="standard")["items"]) == 20


def test_a_page_costs_as_many_queries_for_twenty_links_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    targets = [place(StandardPage, f"Page {number}") for number in range(20)]
    reads = [{"title": "", "page": page.pk, "url": "", "source": ""} for page in targets]
    text = [block("text", f'<p><a linktype="page" id="{page.pk}">it</a></p>') for page in targets]
    one = place(StandardPage, "One", body=[text[0], block("related_reads", {"heading": "Reads", "reads": reads[:1]})])
    many = place(StandardPage, "Many", body=[*text, block("related_reads", {"heading": "Reads", "reads": reads})])
    get(client, f"/pages/{one.pk}")
    caches[RESPONSES].clear()
    with django_assert_num_queries(2):
        get(client, f"/pages/{one.pk}")

    with django_assert_num_queries(2):
        assert len(get(client, f"/pages/{many.pk}")["body"]) == 21


def test_a_page_read_again_costs_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    page = place(StandardPage, "Page")
    get(client, f"/pages/{page.pk}")

    with django_assert_num_queries(1):
        get(client, f"/pages/{page.pk}")
