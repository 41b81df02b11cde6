"""A text that a guest sent for the demo's series, as it waits for the editors."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from pages.contributions import services
from pages.contributions.forms import CONSENT
from pages.contributions.services import Draft
from pages.demo.building import key_of
from pages.demo.stories import SERIES
from pages.models import Contribution, Offer

SENT = Draft(
    offer=Offer.TEXT,
    title="The bus home decides",
    text="Our ward party meets at half past seven. The last bus leaves at ten to nine. Guess who goes when the vote is"
    " taken, and who stays.\n\nNobody planned this. An alliance could: meet at noon on a Saturday, vote by post, pay"
    " for the taxi. It costs less than the leaflets that nobody reads, and half of the town could have a say.",
    name="Shazia Mir",
    about="Shazia Mir drives the number 12 in Wealden.",
)


@transaction.atomic
def load_contributions() -> int:
    """Have a guest send a text, unless somebody has. Gives how many were sent."""
    key = key_of(SERIES)
    if Contribution.objects.filter(series_key=key).exists():
        return 0
    now = timezone.now() - timedelta(days=1)
    services.enter(
        series_key=key, locale="en", draft=SENT, email="shazia@example.org", consent=str(CONSENT), by=None, now=now
    )
    return 1
