"""Parts of documents: what a Range header gives, and that it opens nothing which is closed."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.file_parts import part_of
from cms.models import CampaignDocument

FILM = bytes(range(200))


@pytest.fixture
def film(db: None) -> CampaignDocument:
    made = CampaignDocument(title="Film")
    made.file.save("film.mp4", ContentFile(FILM))
    made.save()
    return made


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", range(1)),
        ("bytes=10-", range(10, 200)),
        ("bytes=-5", range(195, 200)),
        ("bytes=-900", range(200)),
        ("bytes=190-999", range(190, 200)),
        ("bytes=200-", range(200, 200)),
        ("bytes=-0", range(200, 200)),
        *[(each, None) for each in ("", "bytes=-", "bytes=5-4", "bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes=٣-")],
        ("bytes=" + "9" * 5000 + "-", None),
    ],
)
def test_what_a_range_header_asks_for(asked: str, part: range | None) -> None:
    found = part_of(200, asked)

    assert (found is None) == (part is None)
    assert list(found or ()) == list(part or ())


def test_a_part_is_given_with_what_it_is_a_part_of(client: Client, film: CampaignDocument) -> None:
    answer = client.get(film.url, headers={"Range": "bytes=10-19"})

    assert answer.status_code == 206
    assert answer.getvalue() == FILM[10:20]
    assert (answer.headers["Content-Range"], answer.headers["Content-Length"]) == ("bytes 10-19/200", "10")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=9-3"])
def test_what_names_no_one_part_is_given_whole(client: Client, film: CampaignDocument, asked: str) -> None:
    answer = client.get(film.url, headers={"Range": asked})

    assert (answer.status_code, answer.getvalue()) == (200, FILM)
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_part_that_the_file_does_not_have_is_refused(client: Client, film: CampaignDocument) -> None:
    answer = client.get(film.url, headers={"Range": "bytes=200-"})

    assert (answer.status_code, answer.headers["Content-Range"]) == (416, "bytes */200")
    assert "Content-Disposition" not in answer.headers


def test_the_rest_is_given_of_the_same_file_only(client: Client, film: CampaignDocument) -> None:
    whole = client.head(film.url)
    known = (whole.headers["ETag"], whole.headers["Last-Modified"], '"of another file"', "W/" + whole.headers["ETag"])

    answers = [client.get(film.url, headers={"Range": "bytes=10-", "If-Range": each}) for each in known]

    assert [each.status_code for each in answers] == [206, 206, 200, 200]
    assert client.head(film.url, headers={"Range": "bytes=10-"}).status_code == 200


def test_no_part_is_given_of_a_closed_file(client: Client, film: CampaignDocument) -> None:
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    film.collection = closed
    film.save()

    answer = client.get(film.url, headers={"Range": "bytes=0-9"})

    assert (answer.status_code, answer.headers.get("Content-Range")) == (302, None)
