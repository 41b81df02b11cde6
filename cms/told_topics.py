"""What things are about, read along with them: no query of its own."""

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from cms.models import Topic, TopicName
from cms.row_lists import list_of


def topics_of(things: str, key: str = "pk") -> Subquery:
    """`slug` and `title`, in the reader's language, of each topic of the thing to which the field `key` leads.

    `things` is what a topic calls its relation to them.
    """
    return list_of(Topic.objects.filter(**{things: OuterRef(key)}), slug=F("slug"), title=title_in_words())


def title_in_words() -> Coalesce:
    """The title of a topic in the reader's language, in a query on topics."""
    named = TopicName.objects.filter(topic=OuterRef("pk"), locale=get_language() or "en").values("name")
    return Coalesce(Subquery(named), F("name"))


def in_order(told: Any) -> list[dict[str, str]]:
    """As `topics_of` gave them, by title."""
    return sorted(told or [], key=lambda topic: topic["title"].casefold())
