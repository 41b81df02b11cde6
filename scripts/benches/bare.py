"""What our webhooks are measured beside: Django with nothing around it, a signature verified, one row written."""

import json
from typing import Any

import stripe
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from donations.models import StripeEvent


def keep(request: HttpRequest) -> HttpResponse:
    body = request.body
    try:
        stripe.WebhookSignature.verify_header(
            body, request.headers["Stripe-Signature"], settings.STRIPE_WEBHOOK_SECRET, tolerance=300
        )
    except stripe.SignatureVerificationError:
        return HttpResponse(status=400)
    event: dict[str, Any] = json.loads(body)
    now = timezone.now()
    with transaction.atomic():
        StripeEvent.objects.create(
            id=event["id"], type=event["type"], livemode=False, created_at=now, received_at=now, payload=body.decode()
        )
    return HttpResponse("ok")


urlpatterns = [path("webhooks/stripe/", keep), path("healthz", lambda request: HttpResponse("ok"))]
