"""The forms of the steps in which a meeting is written: at most six fields each. Publishing relies on what they ask."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.models import Topic
from cms.radios import Radios
from cms.suggestions import SuggestingInput
from cms.topic_fields import TopicsFormField
from events.models import Mode
from pages import words
from pages.models import EventPage

MOST_LETTERS = 8000
"""Of a text; longer ones are better written with headings, in the admin."""

TOO_FEW = _("Enter a number from 1 on, or nothing if there is room for all")


class StepForm(forms.ModelForm):
    """Writes its fields onto the draft that it is given; nothing is saved."""

    use_required_attribute = False

    def filled_in(self) -> dict[str, Any]:
        """What somebody would send who changes nothing."""
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}

    def _post_clean(self) -> None:
        """Without Wagtail's checks of a whole page: they are made where it is saved."""
        construct_instance(self, self.instance, self._meta.fields)
        try:
            self.instance.clean_fields(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class WordsForm(StepForm):
    """With a title, and the text of the body as far as it is plain: `text`, which each form has in its own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks = list(self.instance.body.get_prep_value())
        text = words.text_in(self.blocks)
        if text is None or len(text) > MOST_LETTERS:
            # An editor has set headings or links into it, or much more, which a plain field would lose.
            del self.fields["text"]
        else:
            self.initial["text"] = text

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def _post_clean(self) -> None:
        super()._post_clean()
        if "text" in self.cleaned_data and "text" in self.changed_data:
            self.instance.body = words.written(words.with_text(self.blocks, self.cleaned_data["text"]))


class WhatForm(WordsForm):
    text = forms.CharField(
        label=_("More about it"),
        max_length=MOST_LETTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What will happen, who speaks, what to bring. An empty line begins a new paragraph."),
    )

    topics = TopicsFormField(
        label=_("Which of these is it about?"),
        required=False,
        help_text=_("Three at most. People can read the calendar by topic."),
    )

    class Meta:
        model = EventPage
        fields = ("title", "introduction")
        labels = {"title": _("What is it called?"), "introduction": _("In one or two sentences")}
        help_texts = {
            "title": _("For example “Open meeting: trains for Frome”."),
            "introduction": _("Shown in lists and when somebody shares the link."),
        }
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"title": {"required": _("Say what it is called")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["topics"] = [str(topic.pk) for topic in self.instance.topics.all()]
        if not Topic.objects.exists():
            del self.fields["topics"]

    def _post_clean(self) -> None:
        super()._post_clean()
        if "topics" in self.cleaned_data:
            self.instance.topics = self.cleaned_data["topics"]


class WhereForm(StepForm):
    mode = forms.ChoiceField(label=_("How do people take part?"), choices=Mode, widget=Radios)
    online_url = forms.URLField(
        label=_("Link to take part online"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Everybody can see it. Leave it empty if you send it to those who ask."),
        error_messages={"invalid": _("This is no link: copy all of it, such as https://meet.example.org/frome")},
    )

    class Meta:
        model = EventPage
        fields = ("mode", "venue", "address", "town", "online_url")
        labels = {"venue": _("Venue"), "address": _("Street and postcode"), "town": _("Town")}
        help_texts = {"venue": _("For example “Town hall, upstairs”."), "address": "", "town": ""}
        widgets = {"town": SuggestingInput}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("mode") != Mode.ONLINE and not cleaned.get("town") and "town" not in self.errors:
            self.add_error("town", gettext("Say in which town people meet"))
        if {"venue", "address", "town"} & set(self.changed_data):
            # Else the map would still show the former place.
            self.instance.latitude = self.instance.longitude = None
        return cleaned


class AccessForm(StepForm):
    class Meta:
        model = EventPage
        fields = ("is_step_free", "has_bsl", "has_childcare", "has_quiet_room", "access_note", "capacity")
        labels = {
            "is_step_free": _("Step-free, from the street to a toilet"),
            "has_bsl": _("British Sign Language"),
            "has_childcare": _("Childcare"),
            "has_quiet_room": _("A quiet room"),
            "access_note": _("Anything else people should know before they come?"),
            "capacity": _("How many people is there room for?"),
        }
        help_texts = {
            "access_note": _("Hearing loop, parking, nearest stop, and whom to ask."),
            "capacity": _("Leave it empty if there is room for all."),
        }
        widgets = {"access_note": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"capacity": {"min_value": TOO_FEW, "invalid": TOO_FEW}}
