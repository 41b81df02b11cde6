"""The blocks of a page's body, each typed and told apart by `type`. How they are made lies in api/blocks.py."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.donations import Crowdfund
from api.schemas.pictures import Picture


class Text(BaseModel):
    """`value` is HTML with few tags and no attribute but `href`."""

    id: str
    type: Literal["text"]
    value: str


class QuoteValue(BaseModel):
    quote: str
    speaker: str
    affiliation: str


class Quote(BaseModel):
    id: str
    type: Literal["quote"]
    value: QuoteValue


class ImageValue(BaseModel):
    image: Picture
    caption: str


class Image(BaseModel):
    id: str
    type: Literal["image"]
    value: ImageValue


class Button(BaseModel):
    label: str
    url: str


class CallToActionValue(BaseModel):
    """`button` is null while the page that it leads to is not public."""

    heading: str
    text: str
    button: Button | None


class CallToAction(BaseModel):
    id: str
    type: Literal["call_to_action"]
    value: CallToActionValue


class CrowdfundValue(BaseModel):
    """`heading` is the crowdfund's title where the editor gave none."""

    heading: str
    crowdfund: Crowdfund


class CrowdfundBlock(BaseModel):
    id: str
    type: Literal["crowdfund"]
    value: CrowdfundValue


class Meeting(BaseModel):
    place: str
    date: date | None
    details: str
    url: str | None


class MeetingsValue(BaseModel):
    """`to_come` has the soonest first, `took_place` the latest first; those without a date stand last."""

    heading: str
    introduction: str
    to_come: list[Meeting]
    took_place: list[Meeting]


class Meetings(BaseModel):
    id: str
    type: Literal["meetings"]
    value: MeetingsValue


class Read(BaseModel):
    title: str
    url: str | None
    source: str


class RelatedReadsValue(BaseModel):
    heading: str
    reads: list[Read]


class RelatedReads(BaseModel):
    id: str
    type: Literal["related_reads"]
    value: RelatedReadsValue


Block = Annotated[
    Text | Quote | Image | CallToAction | CrowdfundBlock | Meetings | RelatedReads, Field(discriminator="type")
]
