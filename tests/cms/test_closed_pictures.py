"""Pictures of private collections: no address gives them to those who may not see them."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from cms.models import CampaignImage, CampaignRendition
from tests.factories.pages import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> Collection:
    return Collection.get_first_root_node().add_child(name="Archive")


@pytest.fixture
def reader() -> Client:
    return Client()


def close(collection: Collection, **fields: Any) -> CollectionViewRestriction:
    restriction = {"restriction_type": CollectionViewRestriction.LOGIN, **fields}
    return CollectionViewRestriction.objects.create(collection=collection, **restriction)


def shown(image: CampaignImage) -> CampaignRendition:
    return CampaignImage.objects.get(pk=image.pk).get_rendition("width-20")


def by_guessing(rendition: CampaignRendition) -> str:
    return f"{settings.MEDIA_URL}{rendition.file.name}"


def test_a_picture_of_a_private_collection_is_had_by_no_address(archive: Collection, reader: Client) -> None:
    close(archive)

    rendition = shown(picture(collection=archive))

    assert rendition.is_closed
    assert rendition.file.name.startswith("closed_images/")
    assert reader.get(by_guessing(rendition)).status_code == 404
    assert reader.get(f"{settings.MEDIA_URL}images/../{rendition.file.name}").status_code == 404
    assert reader.get(rendition.url).status_code == 404


def test_who_may_see_it_gets_it_and_keeps_it_for_himself(archive: Collection, reader: Client) -> None:
    close(archive)
    rendition = shown(picture(collection=archive))
    reader.force_login(User.objects.create_user("reader"))

    response = reader.get(rendition.url)

    assert response.status_code == 200
    assert b"".join(response.streaming_content)[:4] == b"\x89PNG"  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == "image/png"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_collection_for_one_group_is_closed_to_others_but_not_to_its_editors(
    archive: Collection, reader: Client
) -> None:
    close(archive, restriction_type=CollectionViewRestriction.GROUPS)
    rendition = shown(picture(collection=archive))

    reader.force_login(User.objects.create_user("volunteer"))
    assert reader.get(rendition.url).status_code == 404
    reader.force_login(User.objects.create_superuser("admin"))
    assert reader.get(rendition.url).status_code == 200


def test_an_open_picture_is_not_handed_out_twice(reader: Client) -> None:
    rendition = shown(picture())

    assert not rendition.is_closed
    assert reader.get(by_guessing(rendition)).status_code == 200
    assert reader.get(f"/pictures/{rendition.pk}").status_code == 404


@pytest.mark.parametrize("number", ["0", "999999999999999999", "9999999999999999999", "x"])
def test_a_number_of_no_picture_is_an_address_that_does_not_exist(number: str, reader: Client) -> None:
    assert reader.get(f"/pictures/{number}", follow=True).status_code == 404


def restrict_it(admin: Client, image: CampaignImage) -> None:
    close(image.collection)


def restrict_what_is_above_it(admin: Client, image: CampaignImage) -> None:
    above = Collection.get_first_root_node().add_child(name="Above")
    Collection.objects.get(pk=image.collection.pk).move(above, "sorted-child")
    close(above)


def move_its_collection(admin: Client, image: CampaignImage) -> None:
    above = Collection.get_first_root_node().add_child(name="Above")
    close(above)
    sent = {"name": "Archive", "parent": above.pk}
    assert admin.post(f"/admin/collections/{image.collection.pk}/", sent).status_code == 302


def edit_it(admin: Client, image: CampaignImage) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    close(private)
    sent = {"title": "x", "collection": private.pk, "default_alt_text": ""}
    assert admin.post(f"/admin/images/{image.pk}/", sent).status_code == 302


def move_it_with_others(admin: Client, image: CampaignImage) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    close(private)
    address = f"/admin/bulk/cms/campaignimage/add_to_collection/?id={image.pk}"
    assert admin.post(address, {"collection": private.pk}).status_code == 302


@pytest.mark.parametrize(
    "close_it", [restrict_it, restrict_what_is_above_it, move_its_collection, edit_it, move_it_with_others]
)
def test_closing_takes_away_what_could_be_had_before(
    close_it: Any, archive: Collection, admin: Client, reader: Client, django_capture_on_commit_callbacks: Any
) -> None:
    image = picture(collection=archive)
    was_open = shown(image)
    assert reader.get(by_guessing(was_open)).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        close_it(admin, image)

    assert reader.get(by_guessing(was_open)).status_code == 404
    assert shown(image).is_closed


def test_opening_a_collection_gives_its_pictures_their_addresses_again(
    archive: Collection, reader: Client, django_capture_on_commit_callbacks: Any
) -> None:
    restriction = close(archive)
    image = picture(collection=archive)
    assert shown(image).is_closed

    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()

    assert reader.get(by_guessing(shown(image))).status_code == 200
