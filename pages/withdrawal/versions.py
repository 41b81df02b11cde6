"""What was withdrawn together, and in which version each page was public: read from Wagtail's log."""

from dataclasses import dataclass

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
    """The page and those that went in the same step and are still away, each after the page that it hangs below."""
    last = PageLogEntry.objects.filter(page=page.pk, action__in=WITHDRAWN).order_by("timestamp").last()
    keys = {page.pk}
    if last and last.uuid:
        step = PageLogEntry.objects.filter(uuid=last.uuid, action__in=WITHDRAWN)
        keys.update(step.values_list("page", flat=True))
    pages = Page.objects.filter(pk__in=keys, live=False).order_by("path").specific()
    return [each for each in pages if is_withdrawn(each)]


def version_of(page: Page) -> Version:
    """How the page was when it was public last."""
    published = PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED, revision__isnull=False)
    last = published.order_by("timestamp").values_list("revision", flat=True).last()
    found = Revision.page_revisions.filter(pk=last, object_id=str(page.pk)).first()
    newest = page.get_latest_revision()
    return Version(page, found or newest or page.save_revision(clean=False), is_published=found is not None)
