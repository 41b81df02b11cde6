"""Lists of posts: of a blog, a person, the press; page by page, by topic, and never anything hidden."""

from datetime import date, timedelta

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from pages.models import PressDownload, PressPage
from tests.factories.blocks import document
from tests.factories.pages import (
    hide,
    home,
    place,
    place_blog,
    place_person,
    place_post,
    place_series,
    publish,
    translate,
)
from tests.factories.reading import read, words
from tests.factories.topics import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = date(2026, 3, 1)


def test_a_blog_lists_its_posts_and_those_of_its_series_the_newest_first(client: Client) -> None:
    place_post("Oldest", date=DAY)
    place_post("In a series", parent=place_series(), date=DAY + timedelta(2))
    place_post("Between", date=DAY + timedelta(1))
    place_post("Draft", live=False, date=DAY + timedelta(3))
    hide(place_post("Private", date=DAY + timedelta(3)))

    text = words(client.get(place_blog().url))

    assert text.index("In a series") < text.index("Between") < text.index("Oldest")
    assert "Draft" not in text
    assert "Private" not in text


def test_a_closed_series_is_told_of_in_no_list(client: Client) -> None:
    series = place_series()
    place_post("Hidden words", parent=series, topics=[make_topic("Secrets")])
    hide(series)

    text = words(client.get(place_blog().url))

    assert "There are no posts yet." in text
    assert "Hidden words" not in text
    assert "Secrets" not in text


def test_a_blog_is_read_by_topic(client: Client) -> None:
    publish(home("cy"))
    housing = make_topic("Housing", welsh="Tai")
    place_post("On housing", topics=[housing])
    place_post("On buses", topics=[make_topic("Buses")])
    make_topic("Nobody writes of it")
    translate(place_blog(), title="Straeon")

    text = words(client.get("/stories/?topic=housing"))

    assert "Stories: Housing All topics Buses Housing" in text
    assert "On housing" in text
    assert "On buses" not in text
    assert "Nobody writes of it" not in text
    assert client.get("/stories/?topic=nothing").status_code == 404
    assert client.get("/cy/stories/?topic=housing").status_code == 404


def test_a_list_is_read_page_by_page(client: Client) -> None:
    topic = make_topic("Housing")
    for number in range(21):
        place_post(f"Post {number:02}", date=DAY + timedelta(number), topics=[topic])

    first, second = (read(client, f"/stories/?topic=housing{more}") for more in ("", "&page=2"))

    assert "Post 20" in first
    assert "Post 00" not in first
    assert '<a rel="next" href="?topic=housing&amp;page=2">Older posts</a>' in first
    assert "Post 00" in second
    assert "Post 01" not in second
    assert '<a rel="prev" href="?topic=housing">Newer posts</a>' in second


@pytest.mark.parametrize("number", ["0", "-1", "2", "x", "", "9" * 30, "1%00", "٢"])
def test_a_page_that_is_not_there_is_not_found(client: Client, number: str) -> None:
    place_post()

    assert client.get(f"/stories/?page={number}").status_code == 404


def test_a_person_is_shown_with_what_they_wrote(client: Client) -> None:
    publish(home("cy"))
    ada = place_person("Ada Lovelace", affiliation="Analytical Society", introduction="Wrote the first program.")
    place_post("Engines", ada)
    post = place_post("Poetry", ada)
    place_post("By others")
    place_post("Not yet", ada, live=False)
    translate(place_blog(), title="Straeon")
    translate(post, title="Barddoniaeth")
    welsh = translate(ada, title="Ada (cy)")

    text = words(client.get(ada.url))

    assert "Ada Lovelace Analytical Society Wrote the first program." in text
    assert "Written by Ada Lovelace" in text
    assert "Engines" in text
    assert "Poetry" in text
    assert "By others" not in text
    assert "Not yet" not in text
    in_welsh = words(client.get(welsh.url))
    assert "Barddoniaeth" in in_welsh
    assert "Engines" not in in_welsh


def test_the_press_finds_a_contact_releases_and_files(client: Client) -> None:
    page = place(
        PressPage,
        "Press",
        contact_name="Ayeisha",
        contact_phone="+44 (0)20 7946 0123",
        contact_email="press@example.org",
        about="Who we are.\n\nSince 2003.",
    )
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    page.downloads.add(PressDownload(document=document("Logo", "logo.pdf", file_size=2048)))
    page.downloads.add(PressDownload(document=document("Strategy", collection=closed), title="Our strategy"))
    publish(page)
    place_post("New", parent=page, date=DAY)
    place_post("Newer", parent=page, date=DAY + timedelta(1))

    source = read(client, page.url)

    assert '<a href="tel:+442079460123">+44 (0)20 7946 0123</a>' in source
    assert '<a href="mailto:press@example.org">' in source
    assert source.index("Newer") < source.index(">New<")
    assert '/logo.pdf">Logo</a> <span class="muted">(PDF, 2.0 KB)</span>' in source
    assert "strategy" not in source.lower()
    assert "<p>Who we are.</p> <p>Since 2003.</p>" in source


def test_empty_lists_say_so(client: Client) -> None:
    assert "There are no posts yet." in words(client.get(place_blog().url))
    assert "The first part has not been published yet." in words(client.get(place_series().url))
    assert "There are no press releases yet." in words(client.get(place(PressPage, "Press").url))
