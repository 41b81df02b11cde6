"""When a form was shown, signed: how long somebody took to write is a sign of a machine, when it is very short."""

from django.core import signing

from community.talks import Talk

_signer = signing.TimestampSigner(salt="community.written_since")


def stamp(talk: Talk) -> str:
    """The present moment, for the form under this page."""
    return _signer.sign(talk.key.hex)


def seconds_to_write(sent: str, talk: Talk, now: float) -> float | None:
    """At least as long ago the form was shown, which may come from a cache. None for what is not ours, or too old."""
    try:
        key = _signer.unsign(sent)
        shown_at = signing.b62_decode(sent.split(":")[1])
    except (signing.BadSignature, ValueError):
        return None
    return max(now - shown_at, 0.0) if key == talk.key.hex else None
