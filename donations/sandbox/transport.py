"""The way from Stripe's SDK into the sandbox: its HTTP client, without HTTP. The only file here that imports stripe."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe

from donations.sandbox.errors import ConnectionLost
from donations.sandbox.server import Server


class SandboxTransport(stripe.HTTPClient):
    name = "sandbox"

    def __init__(self, server: Server | None = None) -> None:
        super().__init__()
        self._server = server

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, **_unused: Any
    ) -> tuple[str, int, Mapping[str, str]]:
        from donations.sandbox.current import current_server

        address = urlsplit(url)
        encoded = address.query if post_data is None else str(post_data)
        server = self._server or current_server()
        try:
            answer = server.handle(method.upper(), address.path, encoded, headers or {})
        except ConnectionLost as error:
            raise stripe.APIConnectionError("The sandbox did not answer.", should_retry=True) from error
        return json.dumps(answer.body), answer.status, answer.headers

    def close(self) -> None:
        """There is no connection to close."""
