"""What is told of an error, as in RFC 9457."""

from datetime import datetime

from pydantic import BaseModel, Field


class FieldError(BaseModel):
    """What is wrong with one parameter or field."""

    name: str = Field(description="What it is called in the request")
    message: str


class Challenge(BaseModel):
    """Work that lets one checkout pass while somebody tries out cards.

    For each part from 0 to `parts` - 1 find a whole number from 0 up, so that SHA-256 of the ASCII text
    `<seed>:<part>:<number>` begins with `bits` zero bits. Send the same request again with
    `"proof": "<token>:<number>.<number>…"`, the numbers in the order of their parts.
    """

    token: str = Field(description="Sent back as the first part of `proof`")
    seed: str = Field(description="Each text that is hashed begins with it")
    parts: int = Field(description="How many numbers are wanted")
    bits: int = Field(description="How many zero bits each digest begins with")
    expires_at: datetime = Field(description="Until then a solution is accepted, once")


class Problem(BaseModel):
    """What is wrong, as in https://www.rfc-editor.org/rfc/rfc9457."""

    type: str = Field(description="For programs, and stable, such as urn:problem-type:hustings:not-found")
    title: str = Field(description="The status in words")
    status: int
    detail: str = Field(description="For people")
    errors: list[FieldError] = []
    challenge: Challenge | None = Field(None, description="Only with 428: what to solve before a checkout is opened")
