"""Atom feeds of blogs, series, press pages and hubs, each at an address of its own beside the page."""
