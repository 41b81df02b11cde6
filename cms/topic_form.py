"""The form in which editors name a topic: with its first name it gets the word that stands in addresses."""

from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from wagtail.admin.forms import WagtailAdminModelForm

from cms.free_names import first_free

if TYPE_CHECKING:
    from cms.models import Topic

LONGEST = 50
"""Of the word in addresses, which leaves room for a number."""


class TopicForm(WagtailAdminModelForm):
    def save(self, commit: bool = True) -> Any:
        topic: Topic = self.instance
        if not topic.slug:
            topic.slug = free_slug(topic)
        return super().save(commit=commit)


def free_slug(topic: "Topic") -> str:
    """Of its name; one that has no letters for it is called by a number."""
    wanted = slugify(topic.name)[:LONGEST] or "topic"
    taken = set(type(topic).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return first_free(wanted, lambda number: f"{wanted}-{number}", taken.__contains__)
