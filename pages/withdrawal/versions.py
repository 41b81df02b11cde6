"""What was withdrawn together, and in which version each page was public: read from Wagtail's log."""

from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageLogEntry, Revision

WITHDRAWN = ("wagtail.unpublish", "wagtail.unpublish.scheduled")
PUBLISHED = ("wagtail.publish", "wagtail.publish.scheduled")


@dataclass(frozen=True, slots=True)
class Version:
    """A page and what of it was public. `is_published` is False where that is known no more: it is the newest, then."""

    page: Page
    revision: Revision
    is_published: bool

    @property
    def is_newest(self) -> bool:
        return bool(self.revision.pk == self.page.latest_revision_id)


def is_withdrawn(page: Page) -> bool:
    """Whether everybody could once read it, and nobody can now."""
    return not page.live and page.first_published_at is not None


def withdrawn_with(page: Page) -> list[Page]:
    """The page and those that went along since it was published and are still away, each after the page that it hangs
    below. Two presses of the button at once are two steps, of which only one took them along.
    """
    own = PageLogEntry.objects.filter(page=page.pk)
    published = own.filter(action__in=PUBLISHED).aggregate(last=Coalesce(Max("pk"), 0))["last"]
    steps = own.filter(action__in=WITHDRAWN, uuid__isnull=False, pk__gt=published)
    along = PageLogEntry.objects.filter(uuid__in=steps.values("uuid"), action__in=WITHDRAWN)
    keys = {page.pk, *along.values_list("page", flat=True)}
    pages = Page.objects.filter(pk__in=keys, live=False).order_by("path").specific()
    return [each for each in pages if is_withdrawn(each)]


def version_of(page: Page) -> Version:
    """How the page was when it was public last."""
    published = PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, revision__isnull=False)
    last = published.order_by("timestamp").values_list("revision", flat=True).last()
    found = Revision.page_revisions.filter(pk=last, object_id=str(page.pk)).first()
    newest = page.get_latest_revision()
    return Version(page, found or newest or page.save_revision(clean=False), is_published=found is not None)
