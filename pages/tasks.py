"""Work on pages that does not wait for a request. At once on one machine, from the queue in production."""

from django_tasks import task
from wagtail.models import Page

from cms.shown_pictures import make_ahead
from pages.models.story import BodyPage
from pages.sharing.card import BESIDE, CHOSEN, rendition


@task()
def make_pictures(page_id: int) -> None:
    """Make what a published page and its card show, so that nobody who reads it waits for it."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if not isinstance(page, BodyPage):
        return
    make_ahead(page.pictures())
    if page.social_image:
        rendition(page.social_image, CHOSEN)
    for image in page.pictures()[:1]:
        rendition(image, BESIDE)
