"""The guest lists of dates in Wagtail's admin: who comes, who is here, and a word to those who come."""
