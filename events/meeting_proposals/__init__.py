"""Meetings that are wanted, in Wagtail's admin: the report on all of them, who can host, and a word to these."""
