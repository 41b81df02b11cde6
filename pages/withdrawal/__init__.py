"""Bringing back pages that were withdrawn. What withdraws them is Wagtail's own “unpublish”."""
