"""Contributions of guests to a series: their own pages, the editors' queue, and how a text becomes a post."""
