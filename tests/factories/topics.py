"""Topics as tests need them."""

from cms.models import Topic, TopicName
from cms.slug_form import slug_of_name


def make_topic(name: str = "Housing", *, welsh: str = "") -> Topic:
    topic = Topic(name=name, names=[TopicName(locale="cy", name=welsh)] if welsh else [])
    topic.slug = slug_of_name(topic)
    topic.save()
    return topic
