"""The index in the site's own database: always there, kept up to date with every save."""

from wagtail.search.backends.database import SearchBackend

__all__ = ["SearchBackend"]
