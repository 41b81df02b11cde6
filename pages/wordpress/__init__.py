"""Bringing a WordPress archive: what `manage.py import_wordpress` reads, turns into pages, and reports."""
