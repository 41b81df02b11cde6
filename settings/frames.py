"""Whose videos and pages readers may load into ours, each after a click. The browser is told the same hosts."""

from settings.env import env

PEERTUBE_HOSTS = env.list("PEERTUBE_HOSTS", default=[])
"""Sites that run PeerTube and whose videos are played here, such as `framatube.org`."""

EMBED_HOSTS = env.list("EMBED_HOSTS", default=["www.openstreetmap.org", "datawrapper.dwcdn.net", "w.soundcloud.com"])
"""Whose pages may be shown in an embed: maps, charts, sound."""

FRAME_SOURCES = [
    *("https://www.youtube-nocookie.com", "https://player.vimeo.com"),
    *(f"https://{host}" for host in (*PEERTUBE_HOSTS, *EMBED_HOSTS)),
]
