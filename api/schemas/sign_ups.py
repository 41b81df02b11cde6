"""Signing up for a date of an event."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.parameters import Language, Text
from events.models.sign_up import MOST_GUESTS
from events.sign_up_forms import LONGEST_ANSWER, SignUpForm

Said = Annotated[str, StringConstraints(max_length=LONGEST_ANSWER, pattern=r"^[^\x00]*$")]

WhyClosed = Literal["cancelled", "begun"]


class SignUpOffer(BaseModel):
    """What to ask of whoever wants to come."""

    why_closed: WhyClosed | None = Field(description="Why nobody can sign up any more; null while people can")
    is_full: bool = Field(description="Whether whoever signs up now comes onto the waiting list")
    questions: list[str] = Field(description="What else to ask, in the language asked for; nobody has to answer")
    most_guests: int = Field(description="How many people somebody may bring along")


class SignUpWish(BaseModel):
    """Who wants to come."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Text = Field(description="As the hosts should call them; only hosts see it", examples=["Ann"])
    email: Text = Field(
        description="For what concerns this meeting only; hosts do not see it", examples=["ann@example.org"]
    )
    guests: int = Field(0, ge=0, le=MOST_GUESTS, description="How many people they bring along")
    answers: list[Said] = Field([], description="To `questions`, in their order; '' where there is none")
    locale: Language = Field("en", description="Of the questions, of what is refused, and of all mails")

    def typed(self) -> dict[str, Any]:
        """As it would come from the site's own form."""
        answers = {SignUpForm.field_of(number): words for number, words in enumerate(self.answers)}
        return {"name": self.name, "email": self.email, "guests": self.guests, **answers}


class SignUpDone(BaseModel):
    """The same for an address that is on the list already; its owner is told so by mail."""

    has_place: bool = Field(description="False: on the waiting list")
    message: str = Field(description="What to tell them, in their language")
