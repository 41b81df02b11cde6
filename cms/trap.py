"""A field of public forms that no person sees. What fills it in is a machine, and is told that all went well."""

from collections.abc import Mapping
from typing import Any

NAME = "website"
"""As in templates/components/trap.html."""


def is_sprung(sent: Mapping[str, Any]) -> bool:
    """Whether the fields that were sent were filled in by a machine."""
    return bool(sent.get(NAME))
