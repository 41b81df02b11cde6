"""How topics are chosen in a form: a box to tick for each, three at most."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from cms.models import MOST_TOPICS, Topic


def choices() -> list[tuple[str, str]]:
    return [(str(topic.pk), topic.title) for topic in Topic.objects.prefetch_related("names")]


class TopicsFormField(forms.MultipleChoiceField):
    """Gives topics. What is sent is looked up among those that there are, so that no number can be too large."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": choices, **kwargs})

    def clean(self, value: Any) -> list[Topic]:
        keys = super().clean(value)
        if len(keys) > MOST_TOPICS:
            raise ValidationError(gettext("Choose three topics at most"))
        return list(Topic.objects.filter(pk__in=keys))

    def prepare_value(self, value: Iterable[Any] | None) -> list[str]:
        """The keys of topics, or keys as they were sent."""
        return [str(each.pk if isinstance(each, Topic) else each) for each in value or ()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)
