"""Starts and stops what tests may use: PostgreSQL, Redis, Elasticsearch, stripe-mock; finds Chromium.

`start` leaves them running, each on a free port of its own, and writes their addresses to the file `env`; `stop` ends
what `start` started. Everything lies in one scratch folder (SERVICES_DIR). What is not installed is left out and named;
REQUIRE_SERVICES=1 makes that an error.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

STRIPE_MOCK = "github.com/stripe/stripe-mock@v0.203.0"
HERE = Path(__file__).resolve().parent
# Not below /tmp, where anybody may have put something of the same name.
SCRATCH = Path(os.environ.get("SERVICES_DIR") or HERE.parents[1] / "var/services").resolve()


class Missing(Exception):
    """A program that a service needs is not installed."""


def find(*names: str) -> str:
    """Path of the first of these programs that is installed, Debian's PostgreSQL folders included."""
    for name in names:
        newest_first = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
        if found := shutil.which(name) or next(map(str, newest_first), None):
            return found
    raise Missing(f"{names[0]} is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def launch(name: str, command: list[str], *, user: str | None = None) -> int:
    """Start a server in a process group of its own, with its output in a log file, and return its pid."""
    with (SCRATCH / f"{name}.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=SCRATCH / name,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
    return server.pid


def start_postgresql(folder: Path) -> tuple[int, str]:
    user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
    data, port = folder / "data", free_port()
    if user:
        shutil.chown(folder, user, user)
    if not data.exists():
        options = ["--username=hustings", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        identity = {"user": user, "group": user, "extra_groups": []} if user else {}
        command = [find("initdb"), f"--pgdata={data}", *options]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **identity)
    settings = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "full_page_writes=off")
    flags = [word for setting in settings for word in ("-c", setting)]
    pid = launch("postgresql", [find("postgres"), "-D", str(data), "-p", str(port), *flags], user=user)
    return pid, f"postgres://hustings@127.0.0.1:{port}/postgres"


def start_redis(folder: Path) -> tuple[int, str]:
    port = free_port()
    options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(folder)]
    return launch("redis", [find("redis-server"), "--port", str(port), *options]), f"redis://127.0.0.1:{port}/0"


def start_elasticsearch(folder: Path) -> tuple[int, str]:
    port = free_port()
    find("mvn")
    command = [str(HERE / "elasticsearch/start"), str(port), str(folder)]
    return launch("elasticsearch", command), f"http://127.0.0.1:{port}"


def start_stripe_mock(folder: Path) -> tuple[int, str]:
    program = folder / "stripe-mock"
    if not program.exists():
        environment = os.environ | {"GOBIN": str(folder)}
        subprocess.run([find("go"), "install", STRIPE_MOCK], check=True, cwd=folder, env=environment)
    port = free_port()
    # Without its own address it would open TLS on every interface.
    options = ["-http-addr", f"127.0.0.1:{port}", "-https-addr", f"127.0.0.1:{free_port()}"]
    return launch("stripe-mock", [str(program), *options]), f"http://127.0.0.1:{port}"


SERVICES = {
    "postgresql": ("TEST_POSTGRES_URL", start_postgresql),
    "redis": ("TEST_REDIS_URL", start_redis),
    "elasticsearch": ("TEST_ELASTICSEARCH_URL", start_elasticsearch),
    "stripe-mock": ("STRIPE_MOCK_URL", start_stripe_mock),
}


def answers(url: str) -> bool:
    """Whether the service at this address is ready for work, not merely listening."""
    address = urlsplit(url)
    if address.scheme == "http":
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return True  # stripe-mock asks for a key
        except OSError:
            return False
        return True
    if address.scheme == "postgres":
        query = [find("pg_isready"), "--quiet", f"--host={address.hostname}", f"--port={address.port}"]
        return subprocess.run(query, check=False).returncode == 0
    try:
        socket.create_connection((address.hostname or "", address.port or 0), timeout=5).close()
    except OSError:
        return False
    return True


def birth(pid: int) -> str | None:
    """When this process began, or None when it has ended: a pid alone may be somebody else's by now."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if state == "Z" else fields[18]


def start(name: str) -> str:
    """Start one service, or keep the one that an earlier start left running; return its address."""
    record = SCRATCH / f"{name}.json"
    if record.exists():
        state = json.loads(record.read_text())
        if birth(state["pid"]) == state["birth"] and answers(state["url"]):
            return str(state["url"])
        end(record)
    began = time.monotonic()
    folder = SCRATCH / name
    folder.mkdir(exist_ok=True)
    pid, url = SERVICES[name][1](folder)
    record.write_text(json.dumps({"pid": pid, "birth": birth(pid), "url": url}))
    while not answers(url):
        if birth(pid) is None or time.monotonic() - began > 240:
            end(record)
            log = (SCRATCH / f"{name}.log").read_text(errors="replace")
            raise RuntimeError(f"did not start; the end of its log:\n{log[-2000:]}")
        time.sleep(0.1)
    print(f"{name} answers at {url} after {time.monotonic() - began:.1f} s", flush=True)
    return url


def end(record: Path) -> None:
    """End the service of this record with everything it started, politely first."""
    state = json.loads(record.read_text())
    for way, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 5)):
        if birth(state["pid"]) != state["birth"]:
            break
        os.killpg(state["pid"], way)
        deadline = time.monotonic() + patience
        while birth(state["pid"]) == state["birth"] and time.monotonic() < deadline:
            time.sleep(0.1)
    record.unlink()


def start_all() -> int:
    SCRATCH.mkdir(mode=0o755, parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        started = {name: pool.submit(start, name) for name in SERVICES}
    found, lacking = {}, []
    for name, address in started.items():
        if error := address.exception():
            lacking.append(f"{name}: {error}")
        else:
            found[SERVICES[name][0]] = address.result()
    try:
        found["CHROMIUM"] = find("chromium", "chromium-browser", "google-chrome")
    except Missing as error:
        lacking.append(f"chromium: {error}")
    (SCRATCH / "env").write_text("".join(f"{name}={value}\n" for name, value in found.items()))
    print(f"The addresses are in {SCRATCH / 'env'}")
    for reason in lacking:
        print(reason, file=sys.stderr)
    return 1 if lacking and os.environ.get("REQUIRE_SERVICES") == "1" else 0


def stop_all() -> int:
    (SCRATCH / "env").unlink(missing_ok=True)
    for record in SCRATCH.glob("*.json"):
        end(record)
    return 0


if __name__ == "__main__":
    actions = {"start": start_all, "stop": stop_all}
    if sys.argv[1:] not in (["start"], ["stop"]):
        sys.exit("usage: services.py start|stop")
    sys.exit(actions[sys.argv[1]]())
