"""Fetches files from the blog's own host over HTTP, and from nowhere else: an export is no list of orders.

The address that the host's name stands for is looked up once, must be public, and is the one that is connected to.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from pages.wordpress.files import FileUnreachable

SECONDS = 10
"""For each step of the network."""

LONGEST = 60
"""Seconds for a whole file."""

MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}


TRANSLATED = [ip_network(each) for each in ("64:ff9b::/96", "2002::/16", "2001::/32")]
"""Addresses of version 6 that stand for one of version 4, which may be a private one."""


def is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast and not any(found in each for each in TRANSLATED)


def bare_host(address: str) -> str:
    """The host without www., in small letters; empty if the address has none or cannot be read."""
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


class Fetcher:
    """`may_ask` says which network addresses may be connected to."""

    def __init__(self, blog: str, *, may_ask: Callable[[str], bool] = is_public, ports: dict[str, int] = PORTS) -> None:
        self._host, self._may_ask, self._ports = bare_host(blog), may_ask, ports

    def __call__(self, address: str, most: int) -> bytes:
        """Raises: FileUnreachable."""
        until = time.monotonic() + LONGEST
        for _ in range(MOST_REDIRECTS + 1):
            parts = self._allowed(address)
            try:
                found = self._ask(parts, most, until)
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise FileUnreachable(f"could not be fetched: {error}") from error
            if isinstance(found, bytes):
                return found
            address = urljoin(address, found)
        raise FileUnreachable("leads on and on")

    def _allowed(self, address: str) -> SplitResult:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as error:
            raise FileUnreachable("its address cannot be read") from error
        if parts.scheme not in PORTS or not self._host or bare_host(address) != self._host or parts.username:
            raise FileUnreachable("lies on another host than the blog")
        if port not in (None, PORTS[parts.scheme], self._ports[parts.scheme]):
            raise FileUnreachable("lies at an unusual port")
        return parts

    def _ask(self, parts: SplitResult, most: int, until: float) -> bytes | str:
        """The file, or where it lies instead."""
        host = parts.hostname or ""
        connection = _Pinned(host, self._ports[parts.scheme], self._network_address(host), parts.scheme == "https")
        try:
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"User-Agent": "Hustings", "Accept": "image/*,application/pdf"})
            response = connection.getresponse()
            if response.status in (301, 302, 303, 307, 308):
                return response.headers.get("Location") or ""
            if response.status != 200:
                raise FileUnreachable(f"the blog answered {response.status}")
            return _read(response, most, until)
        finally:
            connection.close()

    def _network_address(self, host: str) -> str:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
        if not found or not all(self._may_ask(each) for each in found):
            raise FileUnreachable("its host is not on the public internet")
        return found[0]


def _read(response: http.client.HTTPResponse, most: int, until: float) -> bytes:
    parts, size = [], 0
    while part := response.read1(64 * 1024):
        size += len(part)
        if size > most:
            raise FileUnreachable(f"larger than {most // 1024 // 1024} MB")
        if time.monotonic() > until:
            raise FileUnreachable("comes too slowly")
        parts.append(part)
    return b"".join(parts)


class _Pinned(http.client.HTTPConnection):
    """Speaks to a host at a network address that was looked at before."""

    def __init__(self, host: str, port: int, network_address: str, is_encrypted: bool) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._network_address, self._is_encrypted = network_address, is_encrypted

    def connect(self) -> None:
        plain = socket.create_connection((self._network_address, self.port), timeout=SECONDS)
        context = ssl.create_default_context() if self._is_encrypted else None
        self.sock = context.wrap_socket(plain, server_hostname=self.host) if context else plain
