"""The two caches: `default` for what is counted and small, `responses` for finished answers (cms/caching.py).

Apart, so that nobody can push out what limits count by asking for many pages.
"""

from typing import Any

MOST_ENTRIES = {"default": 10_000, "responses": 500}

EMBEDDED: dict[str, dict[str, Any]] = {
    name: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": most},
    }
    for name, most in MOST_ENTRIES.items()
}


def on_redis(url: str) -> dict[str, dict[str, Any]]:
    return {
        name: {
            "BACKEND": "cms.redis_cache.ForgivingRedisCache",
            "LOCATION": url,
            "KEY_PREFIX": prefix,
            # Readers wait for it: one that does not answer at once is as good as none.
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
        for name, prefix in {"default": "", "responses": "responses"}.items()
    }
