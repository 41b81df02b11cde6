"""A granian that is back at once when it was killed: the site is imported once, and each server is a fork of this."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from donations.gateways import stripe
from settings.wsgi import application

# What a server would else load with its first webhook.
LOADED = (application, stripe, get_resolver().url_patterns)


def serve(port: int) -> None:
    server = Server(
        "settings.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=8,
        websockets=False,
        log_level=LogLevels.error,
    )
    server.serve()


def main() -> None:
    while True:
        server = os.fork()
        if server == 0:
            serve(int(sys.argv[1]))
            os._exit(0)
        os.waitpid(server, 0)


if __name__ == "__main__":
    main()
