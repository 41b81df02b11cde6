"""The operation on the site as a whole."""

from typing import get_args

from django.http import HttpRequest
from django.utils import translation
from ninja import Router

from api.links import link
from api.openapi import answers
from api.parameters import InLanguage, Language
from api.schemas.site import Imprint, OfferedLanguage, SiteFrame
from cms.caching import CONTENT, tag_response
from cms.models import OrganisationSettings
from cms.public_tree import home_path, public_tree

router = Router(tags=["Site"])


@router.get(
    "",
    response=SiteFrame,
    url_name="site",
    operation_id="get_site",
    summary="The frame of the site",
    openapi_extra=answers(304),
)
def get_site(request: HttpRequest, locale: InLanguage = "en") -> SiteFrame:
    """What stands around each page: names, contact address, imprint, languages and the main menu."""
    translation.activate(locale)
    tag_response(request, CONTENT)
    organisation, tree = OrganisationSettings.current(), public_tree()
    home = tree.at(home_path(locale))
    return SiteFrame(
        organisation_name=organisation.organisation_name,
        campaign_name=organisation.campaign_name,
        contact_email=organisation.contact_email,
        imprint=_imprint(organisation),
        locale=locale,
        languages=_languages(),
        home=link(home) if home else None,
        menu=[link(page) for page in tree.menu(locale)],
    )


def _imprint(organisation: OrganisationSettings) -> Imprint | None:
    if not organisation.imprint:
        return None
    return Imprint(
        promoter=organisation.imprint_promoter,
        on_behalf_of=organisation.imprint_on_behalf_of,
        sentence=organisation.imprint,
    )


def _languages() -> list[OfferedLanguage]:
    homes = {code: public_tree().at(home_path(code)) for code in get_args(Language)}
    return [
        OfferedLanguage(code=code, name=translation.get_language_info(code)["name_local"], url=home.url)
        for code, home in homes.items()
        if home
    ]
