"""Who looks at money in the admin."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts import roles


@pytest.fixture
def treasurer(sign_in: Callable[[str], Client]) -> Client:
    """A browser in which a treasurer is signed in."""
    return sign_in(roles.TREASURERS)
