"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cms.models import OrganisationSettings


def organisation(request: HttpRequest) -> dict[str, Any]:
    """`organisation`: names and imprint. `has_session`: whether anybody may be signed in, without reading a session."""
    return {
        "organisation": OrganisationSettings.current(),
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
