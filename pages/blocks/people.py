"""The block of people: those who have a page here, and others."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.blocks import PictureBlock
from cms.blocks.link import PageLinkBlock, is_one_of_two
from cms.public_tree import PublicPage, public_page


@dataclass(frozen=True, slots=True)
class ShownPerson:
    name: str
    affiliation: str
    about: str
    photo: Any
    href: str | None


class PeopleStructValue(blocks.StructValue):
    @cached_property
    def shown(self) -> list[ShownPerson]:
        """Nobody whose page is not public; of the others what their page says in the reader's language."""
        people = [(each, public_page(each["page"]) if each["page"] else None) for each in self["people"]]
        pages = [page for _each, page in people if page]
        model = apps.get_model("pages", "PersonPage")
        found = model._default_manager.select_related("photo").defer("body").in_bulk([page.pk for page in pages])
        return [
            _with_page(page, found[page.pk], each) if page else _by_hand(each)
            for each, page in people
            if (page and page.pk in found) or (each["page"] is None and each["name"])
        ]

    @property
    def pictures(self) -> list[Any]:
        return [person.photo for person in self.shown if person.photo]


def _with_page(page: PublicPage, found: Any, written: Any) -> ShownPerson:
    photo = written["photo"]
    if photo is None and found.photo:
        photo = found.photo
        # Their name stands beside it.
        photo.contextual_alt_text, photo.decorative = "", True
    affiliation = written["affiliation"] or found.affiliation
    return ShownPerson(page.title, affiliation, written["about"] or found.introduction, photo, page.url)


def _by_hand(written: Any) -> ShownPerson:
    return ShownPerson(written["name"], written["affiliation"], written["about"], written["photo"], None)


class PersonBlock(blocks.StructBlock):
    page = PageLinkBlock(
        page_type="pages.PersonPage", label=_("Page"), required=False, help_text=_("Of somebody who has one here.")
    )
    name = blocks.CharBlock(label=_("Name"), required=False, help_text=_("Of anybody else."))
    affiliation = blocks.CharBlock(
        label=_("Affiliation"), required=False, help_text=_("Left empty, what the page says is used; so below.")
    )
    about = blocks.TextBlock(label=_("About them"), required=False, help_text=_("One or two sentences."))
    photo = PictureBlock(label=_("Photo"), required=False)

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not is_one_of_two(self, result.get("page"), result.get("name")):
            message = ValidationError(_("Choose a page or give a name, one of the two."))
            raise StructBlockValidationError(block_errors={"name": message})
        return result

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example “Speakers” or “Who we are”."))
    people = blocks.ListBlock(PersonBlock(), label=_("People"))

    class Meta:
        icon = "group"
        label = _("People")
        template = "blocks/people.html"
        value_class = PeopleStructValue
        description = _("People with photo and affiliation, from their pages or written by hand.")
        preview_value = {
            "heading": "Who we are",
            "people": [
                {
                    "name": "Mary Wollstonecraft",
                    "affiliation": "Frome",
                    "about": "Writes, and chairs the hub.",
                    "page": None,
                    "photo": None,
                }
            ],
        }
