"""From the address of a video, map or chart to what may be loaded of it into a page: rules without a request.

Nothing is loaded before the reader says so, and only from hosts that settings/frames.py names.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

YOUTUBE = ("www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com")
VIMEO = ("vimeo.com", "www.vimeo.com", "player.vimeo.com")
YOUTUBE_PATH = re.compile(r"/(?:embed/|shorts/|live/|v/)?([\w-]{11})/?", re.ASCII)
YOUTUBE_QUERY = re.compile(r"(?:^|&)v=([\w-]{11})(?:&|$)", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:video/)?(\d{1,20})(?:/([0-9a-f]{1,40}))?/?", re.ASCII)
PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/([\w-]{10,40})/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Player:
    """`frame` is the address to load, `source` who learns of it."""

    frame: str
    source: str


def video_player(address: str) -> Player | None:
    """None for an address of which there is only a link to give."""
    parts = _parts(address)
    if parts is None:
        return None
    if parts.hostname in YOUTUBE:
        found = YOUTUBE_QUERY.search(parts.query) or YOUTUBE_PATH.fullmatch(parts.path)
        return found and Player(f"https://www.youtube-nocookie.com/embed/{found[1]}?autoplay=1", "YouTube")
    if parts.hostname in VIMEO:
        found = VIMEO_PATH.fullmatch(parts.path)
        unlisted = f"&h={found[2]}" if found and found[2] else ""
        frame = f"https://player.vimeo.com/video/{found[1]}?dnt=1&autoplay=1{unlisted}" if found else ""
        return Player(frame, "Vimeo") if found else None
    if parts.hostname in settings.PEERTUBE_HOSTS:
        found = PEERTUBE_PATH.fullmatch(parts.path)
        frame = f"https://{parts.hostname}/videos/embed/{found[1]}?autoplay=1&p2p=0" if found else ""
        return Player(frame, parts.netloc) if found else None
    return None


def embed_player(address: str) -> Player | None:
    """None for an address of which there is only a link to give."""
    parts = _parts(address)
    if parts is None or parts.scheme != "https" or parts.hostname not in settings.EMBED_HOSTS:
        return None
    return Player(address, parts.netloc)


def _parts(address: Any) -> SplitResult | None:
    """Of a plain address of the web on its usual port."""
    try:
        parts = urlsplit(address) if isinstance(address, str) and not re.search(r"[\s\\\x00-\x1f]", address) else None
        is_plain = parts is not None and parts.scheme in ("https", "http") and parts.netloc == parts.hostname
    except ValueError:
        return None
    return parts if is_plain else None
