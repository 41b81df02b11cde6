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
    pictures, for_sharing = page.pictures(), page.social_image
    # That one stands on the card alone, unless the body shows it as well.
    make_ahead([each for each in pictures if each is not for_sharing])
    rendition(for_sharing, CHOSEN)
    rendition(next(iter(pictures), None), BESIDE)
