"""Blocks that need nothing of the domains: words, tables, pictures, films, files, people. blocks.py lists them all."""

from typing import Literal

from pydantic import BaseModel, Field

from api.schemas.fields import Href, MaybeHref
from api.schemas.pictures import Picture, Src


class ImageValue(BaseModel):
    image: Picture
    caption: str = Field(description="May be empty")


class GalleryValue(BaseModel):
    caption: str = Field(description="What all of them show, may be empty")
    pictures: list[ImageValue] = Field(description="In the order in which they stand")


class Gallery(BaseModel):
    id: str
    type: Literal["gallery"]
    value: GalleryValue


class Player(BaseModel):
    """What may be loaded into a frame once the reader has asked for it."""

    frame: str = Field(description="The address to load, of the variant that stores least about viewers")
    source: str = Field(description="Who learns of it: tell this beside the button")


class File(BaseModel):
    src: Src
    size: int | None = Field(description="In bytes")
    type: Literal["video/mp4", "video/webm"]


class VideoValue(BaseModel):
    """Either `file` or `url`, and with a `url` often a `player`. Load neither player nor file before a click."""

    title: str
    url: MaybeHref
    player: Player | None = Field(description="Null where only a link is shown")
    file: File | None = Field(description="One of this site")
    captions: str | None = Field(description="The whole address of a WebVTT file")
    poster: Picture | None = Field(description="Shown until it is played")
    transcript: str = Field(description="HTML as in a text block, may be empty")


class Video(BaseModel):
    id: str
    type: Literal["video"]
    value: VideoValue


class EmbedValue(BaseModel):
    title: str
    url: Href
    caption: str = Field(description="May be empty")
    player: Player | None = Field(description="Null where only a link is shown")


class Embed(BaseModel):
    id: str
    type: Literal["embed"]
    value: EmbedValue


class HeadingValue(BaseModel):
    heading: str
    anchor: str = Field(description="What an address ends in that leads to it")


class Heading(BaseModel):
    id: str
    type: Literal["heading"]
    value: HeadingValue


class Section(BaseModel):
    title: str
    text: str = Field(description="HTML as in a text block")


class AccordionValue(BaseModel):
    sections: list[Section] = Field(description="Each with a title that opens it")


class Accordion(BaseModel):
    id: str
    type: Literal["accordion"]
    value: AccordionValue


class Column(BaseModel):
    heading: str
    is_number: bool = Field(description="It holds numbers, which stand at the end of their cells")


class TableValue(BaseModel):
    caption: str = Field(description="May be empty")
    first_column_names_row: bool = Field(description="Its cells are headings of their rows")
    columns: list[Column] = Field(description="From left to right")
    rows: list[list[str]] = Field(description="Plain words, as many in each row as there are columns")


class Table(BaseModel):
    id: str
    type: Literal["table"]
    value: TableValue


class DocumentValue(BaseModel):
    title: str
    description: str = Field(description="Plain, may be empty")
    src: Src
    kind: str = Field(description="The ending of its name, such as pdf")
    size: int | None = Field(description="In bytes")


class Document(BaseModel):
    id: str
    type: Literal["document"]
    value: DocumentValue


class Person(BaseModel):
    name: str = Field(description="As people know them")
    affiliation: str = Field(description="May be empty")
    about: str = Field(description="Plain, may be empty")
    url: MaybeHref
    photo: Picture | None = Field(description="Null without one")


class PeopleValue(BaseModel):
    heading: str
    people: list[Person] = Field(description="In the order in which they stand")


class People(BaseModel):
    id: str
    type: Literal["people"]
    value: PeopleValue
