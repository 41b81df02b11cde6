"""Redis as a cache that may be gone: what it kept is then missing, what it counted is not counted, the site goes on.

Everything that the site keeps in a cache can be made again; limits by address and by account are the one thing lost.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS_LEFT_ALONE = 5
"""After a failure: a page asks several times, and each question could wait for the whole time-out."""

_left_alone_until: dict[str, float] = {}


def _no_such_key(client: RedisCacheClient, key: str, *_: Any) -> int:
    raise ValueError(f"Key '{key}' not found.")


def _forgiving(name: str, when_gone: Callable[..., Any]) -> Any:
    """The client's method of that name, which answers by `when_gone` while Redis does not."""
    ask = getattr(RedisCacheClient, name)

    def method(client: "ForgivingClient", *args: Any) -> Any:
        if client.is_left_alone():
            return when_gone(client, *args)
        try:
            return ask(client, *args)
        except (RedisError, OSError) as error:
            client.leave_alone(error)
            return when_gone(client, *args)

    return method


class ForgivingClient(RedisCacheClient):
    # A key could be added, so that whoever asks for a place or a lock gets it.
    add = _forgiving("add", lambda *_: True)
    get = _forgiving("get", lambda client, key, default: default)
    set = _forgiving("set", lambda *_: None)
    touch = _forgiving("touch", lambda *_: False)
    delete = _forgiving("delete", lambda *_: False)
    get_many = _forgiving("get_many", lambda *_: {})
    has_key = _forgiving("has_key", lambda *_: False)
    incr = _forgiving("incr", _no_such_key)
    set_many = _forgiving("set_many", lambda *_: None)
    delete_many = _forgiving("delete_many", lambda *_: None)
    clear = _forgiving("clear", lambda *_: False)

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **options)
        self.server = servers[0]

    def is_left_alone(self) -> bool:
        return time.monotonic() < _left_alone_until.get(self.server, 0)

    def leave_alone(self, error: Exception) -> None:
        """For all threads of this process; only the first to notice says so."""
        if not self.is_left_alone():
            _left_alone_until[self.server] = time.monotonic() + SECONDS_LEFT_ALONE
            logger.error("Redis does not answer, nothing is kept and no limit counted meanwhile: %s", error)


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
