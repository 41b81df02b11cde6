"""What a new site must set up before it can take money."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.setup import Step
from donations.models import RegulatedStatus, StripeEvent


def _has_keys(request: HttpRequest) -> bool:
    return not settings.STRIPE_SANDBOX


def _has_received_an_event(request: HttpRequest) -> bool:
    # The sandbox sends events too: they say nothing of Stripe's reaching this site.
    return not settings.STRIPE_SANDBOX and StripeEvent.objects.exists()


REGULATED_STATUS = Step(
    title=_("Say what you are in the eyes of the law"),
    explanation=_(
        "Whether large gifts must be checked depends on it. Until you choose, the rules for registered non-party"
        " campaigners are followed: every gift above £500 is checked."
    ),
    is_done=lambda request: RegulatedStatus.objects.exists(),
    url=lambda request: reverse("regulatedstatus:add"),
)
STRIPE_KEYS = Step(
    title=_("Connect Stripe"),
    explanation=_(
        "Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET in .env; docs/deploy.md says how."
        " Until then gifts go to the built-in test page."
    ),
    is_done=_has_keys,
    url=lambda request: "https://dashboard.stripe.com/apikeys",
)
STRIPE_WEBHOOK = Step(
    title=_("Test the webhook"),
    explanation=_(
        "Have Stripe send events to /webhooks/stripe/, as docs/deploy.md says, and give once;"
        " the first event ends this step."
    ),
    is_done=_has_received_an_event,
    url=lambda request: "https://dashboard.stripe.com/webhooks",
)
