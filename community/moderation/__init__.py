"""The moderators' inbox in Wagtail's admin: what waits, of every kind, what is decided of it, and what was."""
