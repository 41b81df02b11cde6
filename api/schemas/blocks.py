"""The blocks of a page's body, each typed and told apart by `type`. How they are made lies in api/blocks.py."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from api.schemas.donations import Crowdfund
from api.schemas.fields import Href, MaybeHref
from api.schemas.pictures import Picture


class Text(BaseModel):
    id: str
    type: Literal["text"]
    value: str = Field(description="HTML with few tags and no attribute but `href`")


class QuoteValue(BaseModel):
    quote: str
    speaker: str
    affiliation: str = Field(description="What the speaker belongs to, may be empty")


class Quote(BaseModel):
    id: str
    type: Literal["quote"]
    value: QuoteValue


class ImageValue(BaseModel):
    image: Picture
    caption: str = Field(description="May be empty")


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


class Meeting(BaseModel):
    place: str = Field(description="The town")
    date: date | None
    details: str = Field(description="Time, venue and access, or what came out of it; may be empty")
    url: MaybeHref


class MeetingsValue(BaseModel):
    heading: str
    introduction: str = Field(description="A sentence before the list, may be empty")
    to_come: list[Meeting] = Field(description="The soonest first, those without a date last")
    took_place: list[Meeting] = Field(description="The latest first, those without a date last")


class Meetings(BaseModel):
    id: str
    type: Literal["meetings"]
    value: MeetingsValue


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
    source: str = Field(description="Who published it, may be empty")


class RelatedReadsValue(BaseModel):
    heading: str
    reads: list[Read] = Field(description="What to read elsewhere or on this site")


class RelatedReads(BaseModel):
    id: str
    type: Literal["related_reads"]
    value: RelatedReadsValue


Block = Annotated[
    Text | Quote | Image | CallToAction | CrowdfundBlock | Meetings | SignUp | RelatedReads, Field(discriminator="type")
]
