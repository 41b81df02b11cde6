"""What events are about, read along with them: no query of its own."""

from typing import Any

from django.db.models import F, Func, JSONField, OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import get_language

from cms.models import Topic, TopicName


class _Together(Func):
    """All rows of a query as one list."""

    output_field = JSONField()
    function = "json_group_array"

    def as_postgresql(self, *args: Any, **kwargs: Any) -> Any:
        return self.as_sql(*args, **kwargs | {"function": "jsonb_agg"})


def topics_of(event: str) -> Subquery:
    """`slug` and `title`, in the reader's language, of each topic of the event to which the field `event` leads."""
    named = TopicName.objects.filter(topic=OuterRef("pk"), locale=get_language() or "en").values("name")
    each = JSONObject(slug=F("slug"), title=Coalesce(Subquery(named), F("name")))
    found = Topic.objects.filter(events=OuterRef(event)).order_by()
    return Subquery(found.annotate(together=_Together(each)).values("together"))


def in_order(told: Any) -> list[dict[str, str]]:
    """As `topics_of` gave them, by title."""
    return sorted(told or [], key=lambda topic: topic["title"].casefold())
