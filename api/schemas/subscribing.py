"""Signing up to be written to, with a sign-up block of a page."""

from pydantic import BaseModel, ConfigDict, Field

from api.parameters import Text


class SubscriptionWish(BaseModel):
    """Who wants to be written to, and about what."""

    model_config = ConfigDict(extra="forbid", strict=True)

    email: Text = Field(description="Confirmed by a mail before anything else is sent", examples=["ann@example.org"])
    name: Text = Field("", description="If they like; left out where the block does not ask for one")
    consents: list[Text] = Field(description="The `id` of each consent whose box they ticked; tick none for them")


class SubscriptionAsked(BaseModel):
    """The same for an address that signed up before; its owner is told so by mail."""

    message: str = Field(description="What to tell them, in the language of the page")
