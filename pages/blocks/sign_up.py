"""The block with which people sign up to be written to."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from community.purposes import OfferedConsent, choices, offered, offered_of
from community.subscribe_forms import SubscribeForm


class SignUpStructValue(blocks.StructValue):
    @property
    def consents(self) -> list[OfferedConsent]:
        """What people are asked to agree to, in the current language; with none, there is nothing to sign up for."""
        return offered_of(self["purposes"])

    def form(self, data: Any = None, **more: Any) -> SubscribeForm:
        """What people fill in; `more` as for any form."""
        form = SubscribeForm(data, consents=self.consents, **more)
        if not self["asks_name"]:
            del form.fields["name"]
        return form


class SignUpBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("What people get, such as “Hear how it goes on”."))
    text = blocks.TextBlock(label=_("Text"), required=False, help_text=_("Why, in one or two sentences."))
    purposes = blocks.MultipleChoiceBlock(
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        search_index=False,
        label=_("What people can agree to"),
        help_text=_("Each has a box of its own. Administrators keep the list, under “Purposes of mail”."),
    )
    asks_name = blocks.BooleanBlock(
        label=_("Ask for a name"), required=False, default=True, help_text=_("Nobody has to give one.")
    )
    button = blocks.CharBlock(
        label=_("Words on the button"), max_length=60, help_text=_("A verb first: “Sign up”, “Keep me posted”.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """On a page the form has an address, and ids of its own."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page, shown = context.get("page"), context.get("block")
        if page is None or shown is None:
            return {**context, "form": value.form(), "action": ""}
        action = reverse("subscribe", args=[page.translation_key, shown.id])
        return {**context, "form": value.form(auto_id=f"id_{shown.id}_%s"), "action": action}

    def get_preview_value(self) -> Any:
        words = {"heading": "Hear how it goes on", "text": "A mail when there is news.", "button": "Sign up"}
        return self.normalize({**words, "purposes": list(offered()), "asks_name": True})

    class Meta:
        icon = "mail"
        label = _("Sign-up")
        template = "blocks/sign_up.html"
        value_class = SignUpStructValue
        description = _("A form to be written to, with a box for each thing that people agree to.")
