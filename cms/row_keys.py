"""Keys of rows, as buttons and addresses name them."""

MOST_DIGITS = 18
"""SQLite knows no larger numbers."""


def read_key(text: str) -> int | None:
    """None for what is none, or longer than a database can be asked for."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
