"""Postcodes looked up by a service with the interface of postcodes.io, which an organisation can run itself."""

import json
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings

from events.postcodes import NoAnswerError, Position

SECONDS = 2
MOST_BYTES = 100_000


def look_up(postcode: str) -> Position | None:
    """Where it lies; None where the service knows no such postcode, or no place of it. Raises: NoAnswerError."""
    kind = "postcodes" if " " in postcode else "outcodes"
    address = f"{settings.POSTCODE_LOOKUP_URL.rstrip('/')}/{kind}/{quote(postcode)}"
    request = Request(address, headers={"Accept": "application/json"})  # noqa: S310 - the address is the site's own
    try:
        with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            found = json.loads(response.read(MOST_BYTES))["result"]
            latitude, longitude = found["latitude"], found["longitude"]
            return None if latitude is None or longitude is None else (float(latitude), float(longitude))
    except HTTPError as error:
        if error.code == 404:
            return None
        raise NoAnswerError from error
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        raise NoAnswerError from error
