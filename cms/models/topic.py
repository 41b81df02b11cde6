"""What meetings and posts are about: a short list that editors keep, and volunteers choose from."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.slug_form import SlugForm

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

MOST_TOPICS = 3
"""So many a meeting or a post may have: what is about everything is about nothing."""

OTHER_LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
"""Those in which a topic may have another name."""


class Topic(ClusterableModel):
    """One row for all languages. `slug` stands in addresses: it is made of the first name, and stays when that changes.

    A topic that is deleted is taken off all that had it.
    """

    name = models.CharField(_("name"), max_length=60, unique=True, help_text=_("One or two words, such as “Housing”."))
    slug = models.SlugField(max_length=60, unique=True, editable=False)

    panels = [
        FieldPanel("name"),
        InlinePanel("names", heading=_("In other languages"), label=_("name"), min_num=0),
    ]
    base_form_class = SlugForm

    if TYPE_CHECKING:
        names: RelatedManager["TopicName"]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its name in the current language; the one that it was first given where there is none."""
        language = get_language()
        return next((each.name for each in self.names.all() if each.locale == language), self.name)


class TopicName(models.Model):
    """What a topic is called in a language other than the site's main one."""

    topic = ParentalKey(Topic, on_delete=models.CASCADE, related_name="names")
    locale = models.CharField(_("language"), max_length=12, choices=OTHER_LANGUAGES)
    name = models.CharField(_("name"), max_length=60)

    panels = [FieldPanel("locale"), FieldPanel("name")]

    class Meta:
        verbose_name = _("name of a topic")
        verbose_name_plural = _("names of topics")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "locale"], name="one_topic_name_per_locale")]

    def __str__(self) -> str:
        return self.name


class TopicsField(ParentalManyToManyField):
    """What a page is about. Wagtail's index of uses, which knows no such fields, is told of it."""

    def __init__(self, to: Any = Topic, **kwargs: Any) -> None:
        super().__init__(to, **{"verbose_name": _("topics"), "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        from cms.topic_fields import TopicsFormField

        told = {"required": not self.blank, "label": capfirst(self.verbose_name), "help_text": self.help_text}
        return TopicsFormField(**told)

    def extract_references(self, topics: Iterable[Topic | str]) -> Iterator[tuple[type[Topic], str, str, str]]:
        """Of topics, or of their keys as a form sends them."""
        for topic in topics:
            key = str(topic.pk if isinstance(topic, Topic) else topic)
            yield Topic, key, "", key
