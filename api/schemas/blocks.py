"""The blocks of a page's body, each typed and told apart by `type`. How they are made lies in api/blocks.py."""

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.block_kinds import Accordion, Document, Embed, Gallery, Heading, ImageValue, People, Table, Video
from api.schemas.donations import Crowdfund
from api.schemas.events import EventItem
from api.schemas.fields import Href, MaybeHref


class Text(BaseModel):
    id: str
    type: Literal["text"]
    value: str = Field(description="HTML with few tags and no attribute but `href`, and `id` of headings")


class QuoteValue(BaseModel):
    quote: str
    speaker: str
    affiliation: str = Field(description="What the speaker belongs to, may be empty")


class Quote(BaseModel):
    id: str
    type: Literal["quote"]
    value: QuoteValue


class Image(BaseModel):
    id: str
    type: Literal["image"]
    value: ImageValue


class Button(BaseModel):
    label: str
    url: Href


class CallToActionValue(BaseModel):
    heading: str
    text: str = Field(description="Plain, may be empty")
    button: Button | None = Field(description="Null while the page that it leads to is not public")


class CallToAction(BaseModel):
    id: str
    type: Literal["call_to_action"]
    value: CallToActionValue


class CrowdfundValue(BaseModel):
    heading: str = Field(description="The crowdfund's title where the editor gave none")
    crowdfund: Crowdfund


class CrowdfundBlock(BaseModel):
    id: str
    type: Literal["crowdfund"]
    value: CrowdfundValue


class EventsValue(BaseModel):
    heading: str
    introduction: str = Field(description="A sentence before the list, may be empty")
    dates: list[EventItem] = Field(description="The next ones, cancelled ones among them")
    url: Href


class EventsBlock(BaseModel):
    id: str
    type: Literal["events"]
    value: EventsValue


class Consent(BaseModel):
    id: str = Field(description="Sent back where its box is ticked; another one as soon as the wording is another")
    purpose: str = Field(description="The same in all languages")
    wording: str = Field(description="What stands beside the box, which nobody ticks but whoever reads it")


class SignUpValue(BaseModel):
    heading: str
    text: str = Field(description="Plain, may be empty")
    asks_name: bool = Field(description="Whether to ask for a name, which nobody has to give")
    button: str = Field(description="Its words")
    consents: list[Consent] = Field(description="At least one is to be ticked")


class SignUp(BaseModel):
    id: str = Field(description="Where it is sent to: /pages/{id of the page}/sign-ups/{this id}")
    type: Literal["sign_up"]
    value: SignUpValue


class Read(BaseModel):
    title: str
    url: MaybeHref
    source: str = Field(description="Who published it elsewhere, may be empty")
    date: datetime.date | None = Field(description="When it was published, if that is known")


class RelatedReadsValue(BaseModel):
    heading: str
    reads: list[Read] = Field(description="What to read elsewhere or on this site")


class RelatedReads(BaseModel):
    id: str
    type: Literal["related_reads"]
    value: RelatedReadsValue


Block = Annotated[
    Text
    | Quote
    | Image
    | Video
    | CallToAction
    | CrowdfundBlock
    | EventsBlock
    | SignUp
    | Heading
    | Accordion
    | Table
    | RelatedReads
    | Gallery
    | Embed
    | Document
    | People,
    Field(discriminator="type"),
]
