"""Wagtail's hooks of the ground floor."""

from cms import rich_text

__all__ = ["rich_text"]
