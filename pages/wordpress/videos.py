"""Which addresses are a video's at YouTube or Vimeo, and the one way to write each."""

import re

YOUTUBE = re.compile(
    r"^(?:https?:)?//(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|watch\?(?:[^#\s]{0,200}&)?v=)|youtu\.be/)"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
)
VIMEO = re.compile(r"^(?:https?:)?//(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d{5,12})(?!\d)")


def video_address(address: str) -> str | None:
    """The address of the video's own page; None if it is no video that a block can show."""
    if found := YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := VIMEO.match(address):
        return f"https://vimeo.com/{found[1]}"
    return None
