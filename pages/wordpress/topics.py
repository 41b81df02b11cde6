"""Categories and tags as topics: a short list, of which each post has three at most."""

from cms.models import MOST_TOPICS, Topic
from cms.slug_form import slug_of_name
from pages.wordpress.html import plain_text
from pages.wordpress.index import Index
from pages.wordpress.report import Report
from pages.wordpress.source import Item, Term

LONGEST = 60

LEAST_POSTS = 5
"""A tag of fewer posts becomes no topic: it would make the editors' list long and find nothing else."""

NO_TOPICS = {"uncategorized", "uncategorised", "allgemein"}
"""What WordPress puts a post in that has no category."""


class Topics:
    """Finds the topics of posts, and makes those that are not there yet."""

    def __init__(self, index: Index, report: Report, *, dry_run: bool) -> None:
        self._index, self._report, self._dry_run = index, report, dry_run
        self._known = {topic.name.casefold(): topic for topic in Topic.objects.all()}

    def of(self, item: Item) -> list[Topic]:
        """Categories before tags, those of many posts before those of few; what is left over is reported."""
        wanted: dict[str, tuple[Term, str]] = {}
        for term in sorted(item.terms, key=self._rank):
            name = self._name(term, item)
            if name and (not term.is_tag or self._is_worth_it(term, name)):
                wanted.setdefault(name.casefold(), (term, name))
            elif name:
                self._report.tell("A tag of few posts did not become a topic", name, of=item)
        for _, name in list(wanted.values())[MOST_TOPICS:]:
            self._report.tell("A post has three topics at most: one was left out", name, of=item)
        return [self._topic(name) for _, name in list(wanted.values())[:MOST_TOPICS]]

    def _rank(self, term: Term) -> tuple[bool, int, str]:
        return term.is_tag, -self._index.posts_about(is_tag=term.is_tag, slug=term.slug or term.name), term.name

    def _name(self, term: Term, item: Item) -> str:
        if term.slug in NO_TOPICS:
            return ""
        name = plain_text(term.name) or plain_text(term.slug).replace("-", " ")
        if not name:
            self._report.tell("A category without a name was left out", of=item)
        if len(name) > LONGEST:
            self._report.tell("The name of a topic was too long, and was cut", name, of=item)
        return name[:LONGEST].strip()

    def _is_worth_it(self, term: Term, name: str) -> bool:
        posts = self._index.posts_about(is_tag=True, slug=term.slug or term.name)
        return posts >= LEAST_POSTS or name.casefold() in self._known

    def _topic(self, name: str) -> Topic:
        if name.casefold() not in self._known:
            topic = Topic(name=name)
            if not self._dry_run:
                topic.slug = slug_of_name(topic)
                topic.save()
            self._known[name.casefold()] = topic
        return self._known[name.casefold()]
