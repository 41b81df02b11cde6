"""The demo's topics, with their Welsh names; editors keep them from then on."""

from cms.models import Topic, TopicName
from cms.slug_form import slug_of_name

WELSH = {
    "Campaigning": "Ymgyrchu",
    "Local life": "Bywyd lleol",
    "Voting reform": "Diwygio pleidleisio",
    "Women in politics": "Menywod mewn gwleidyddiaeth",
}


def topics(*names: str) -> list[Topic]:
    """These topics, made where they are missing."""
    return [_find_or_make(name) for name in names]


def _find_or_make(name: str) -> Topic:
    found = Topic.objects.filter(name=name).first()
    if found:
        return found
    topic = Topic(name=name, names=[TopicName(locale="cy", name=WELSH[name])])
    topic.slug = slug_of_name(topic)
    topic.save()
    return topic
