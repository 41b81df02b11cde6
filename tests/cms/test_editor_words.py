"""What an editor reads beside the fields: plain words, and one message for one mistake."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail import blocks
from wagtail.models import Page, Site

from cms.models import OrganisationSettings
from pages.blocks import StoryBlock


def labels_of(block: blocks.Block) -> list[str]:
    children = list(getattr(block, "child_blocks", {}).values())
    children += [block.child_block] if isinstance(block, blocks.ListBlock) else []
    return [str(child.label) for child in children] + [each for child in children for each in labels_of(child)]


def test_the_label_of_every_field_of_a_block_begins_with_a_capital() -> None:
    labels = labels_of(StoryBlock())

    assert {"Heading", "Who said it", "Words on the button"} <= set(labels)
    assert [label for label in labels if label[:1] != label[:1].upper()] == []


def test_promote_speaks_plainly(admin: Client) -> None:
    home = Page.objects.get(depth=2, locale__language_code="en")

    html = admin.get(f"/admin/pages/{home.pk}/edit/").content.decode()

    labels = {re.sub(r"\s+", " ", label).strip() for label in re.findall(r'-label">([^<]+)<', html)}
    for words in ("Address", "Title for search engines", "Description for search engines", "Show in the menu"):
        assert f">{words}<" in re.sub(r">\s+|\s+<", lambda found: found[0].strip(), html)
    assert labels.isdisjoint({"Slug", "Title tag", "Meta description"})
    assert "automatically generated menus" not in html


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("x.pdf", b"<html>"), ["This is not a PDF file, whatever its name says."]),
        (None, ["This field is required."]),
    ],
)
def test_a_file_that_is_refused_is_refused_once(
    admin: Client, file: SimpleUploadedFile | None, said: list[str]
) -> None:
    answer = admin.post("/admin/documents/add/", {"title": "x", **({"file": file} if file else {})})

    assert answer.context["form"].errors == {"file": said}


def test_the_organisation_s_name_heads_the_admin_of_those_who_see_one_site(db: None) -> None:
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.organisation_name = "Compass"
    organisation.save()

    assert Site.objects.get().site_name == "Compass"
