"""The frame of every page: whose site it is, its imprint, its languages and its menu."""

from pydantic import BaseModel, Field

from api.parameters import Language
from api.schemas.any_page import PageLink
from api.schemas.fields import Url


class Imprint(BaseModel):
    """Who promotes the site. British law asks for it on everything that a campaign publishes: show `sentence`."""

    promoter: str = Field(description="Name and postal address of whoever causes the site to be published")
    on_behalf_of: str = Field(description="Name and address of those on whose behalf it is, empty for nobody else")
    sentence: str = Field(description="Both in one sentence, as the foot of every page shows it")


class OfferedLanguage(BaseModel):
    code: Language = Field(description="What every `locale` is given as")
    name: str = Field(description="What the language calls itself, such as Cymraeg")
    url: Url


class SiteFrame(BaseModel):
    """What stands around each page. A name or an address is empty until an editor has written it."""

    organisation_name: str = Field(description="Whose site it is")
    campaign_name: str = Field(description="What the campaign calls itself")
    contact_email: str = Field(description="Where people write to with questions")
    imprint: Imprint | None = Field(description="Null until an editor has written who promotes the site")
    locale: Language = Field(description="The language that the menu and the imprint are in")
    languages: list[OfferedLanguage] = Field(description="Those whose home page is published, `locale` too")
    home: PageLink | None = Field(description="The home page in this language, null while it is not published")
    menu: list[PageLink] = Field(description="The main menu, as the head of every page shows it")
