"""Which addresses may be loaded into a page, and as what; every other one is a link at most."""

import pytest
from pytest_django import Settings

from cms.blocks.link import safe_href
from cms.players import Player, embed_player, video_player

YOUTUBE = Player("https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1", "YouTube")


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", YOUTUBE),
        ("https://www.youtube.com/watch?app=desktop&v=abcdefghijk&t=3s", YOUTUBE),
        ("https://youtu.be/abcdefghijk?si=x", YOUTUBE),
        ("https://m.youtube.com/shorts/abcdefghijk", YOUTUBE),
        ("https://vimeo.com/76979871", Player("https://player.vimeo.com/video/76979871?dnt=1&autoplay=1", "Vimeo")),
        (
            "https://vimeo.com/76979871/0f1e2d",
            Player("https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=0f1e2d", "Vimeo"),
        ),
        (
            "https://films.example/w/9c9de5e8-0a1e",
            Player("https://films.example/videos/embed/9c9de5e8-0a1e?autoplay=1&p2p=0", "films.example"),
        ),
        ("https://www.youtube.com/@channel", None),
        ("https://www.youtube.com.evil.example/watch?v=abcdefghijk", None),
        ("https://www.youtube.com@evil.example/watch?v=abcdefghijk", None),
        ("https://www.youtube.com:8443/watch?v=abcdefghijk", None),
        ("javascript://www.youtube.com/watch?v=abcdefghijk", None),
        ("https://youtu.be/abcdefghijk\"onload='alert(1)'", None),
        ("https://other.example/w/9c9de5e8-0a1e", None),
        ("https://[", None),
        (None, None),
    ],
)
def test_a_video(settings: Settings, address: str, player: Player | None) -> None:
    settings.PEERTUBE_HOSTS = ["films.example"]

    assert video_player(address) == player


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("https://maps.example/embed?x=1", "maps.example"),
        ("http://maps.example/embed", None),
        ("https://maps.example.evil.example/", None),
        ("https://evil.example/?https://maps.example", None),
    ],
)
def test_an_embed(settings: Settings, address: str, source: str | None) -> None:
    settings.EMBED_HOSTS = ["maps.example"]

    player = embed_player(address)

    assert (player and player.source) == source


@pytest.mark.parametrize("address", ["https://a.example/", "mailto:a@b.example", "/about/", "tel:+44"])
def test_an_address_that_may_be_followed(address: str) -> None:
    assert safe_href(address) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "//x", "/\\x", 7],
)
def test_an_address_that_may_not(address: object) -> None:
    assert safe_href(address) is None
