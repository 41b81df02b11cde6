"""What `make run` does once the requirements are there: prepares the database, serves the site, lets its clock tick."""

from __future__ import annotations

import hashlib
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import NoReturn

from compile_messages import compile_messages

ROOT = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()
PORT = int(os.environ.get("PORT") or 8000)
ADDRESS = f"http://127.0.0.1:{PORT}"
DEMO = os.environ.get("DEMO", "1") != "0"
PLACES = ("VAR_DIR", "DATABASE_URL")
LOGINS = "admin, editor, moderator, treasurer, brighton, frome, golygydd"
# What the prepared database depends on; anything else may change without preparing it again.
PREPARED_FROM = (
    "requirements/runtime.txt",
    "*/migrations/*.py",
    "locale/**/*.po",
    "pages/demo/**/*",
    "pages/management/commands/load_demo.py",
)
SERVER = ["-m", "granian", "settings.wsgi:application", "--interface", "wsgi", "--host", "127.0.0.1"]
SERVER += ["--port", str(PORT), "--workers", "1", "--blocking-threads", "8", "--no-ws", "--log-level", "error"]
CLOCK = ["manage.py", "tick", "--loop", "60"]


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            sys.exit(f"Port {PORT} is in use: stop that program, or choose another port with PORT={PORT + 1} make run.")


def digest() -> str:
    """Changes with everything that the database was prepared from, and with which database that is."""
    state = hashlib.sha256(f"{DEMO} {os.environ.get('DATABASE_URL', '')}".encode())
    for pattern in PREPARED_FROM:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc" and ".venv" not in path.parts:
                state.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return state.hexdigest()


def prepare() -> None:
    """Migrate and load the demo, unless that was done for this very code."""
    stamp, current = VAR_DIR / "prepared", digest()
    embedded_is_gone = not os.environ.get("DATABASE_URL") and not (VAR_DIR / "db.sqlite3").exists()
    if stamp.exists() and stamp.read_text() == current and not embedded_is_gone:
        return
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    steps = {"Preparing the database": ["migrate", "--verbosity", "0"]}
    if DEMO:
        steps["Loading the demo"] = ["load_demo"]
    for words, command in steps.items():
        print(f"{words} …", flush=True)
        if status := subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, check=False).returncode:
            sys.exit(status)
    stamp.write_text(current)


def launch(command: list[str]) -> subprocess.Popen[bytes]:
    # In a session of its own each child hears a Ctrl-C from here only, after this process has caught it.
    return subprocess.Popen([sys.executable, *command], cwd=ROOT, start_new_session=True)


def wait_until_served(server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{ADDRESS}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
        else:
            return


def announce(began: float) -> None:
    print(f"\nHustings is up after {time.monotonic() - began:.1f} s. Ctrl-C stops it.\n")
    for what, path in (("Site", "/"), ("Admin", "/admin/"), ("API", "/api/v1/docs")):
        print(f"  {what:<7}{ADDRESS}{path}")
    if DEMO:
        print(f"\n  Demo logins: {LOGINS}; the password of each is changeme.")
    else:
        # In another shell the command must find the same database.
        elsewhere = [f"{name}={shlex.quote(os.environ[name])} " for name in PLACES if os.environ.get(name)]
        login = f"{''.join(elsewhere)}{os.path.relpath(sys.executable)} manage.py createsuperuser"
        print(f"\n  Make the first login: {login}. The admin then lists what is left to set up.")
    print(flush=True)


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """End everything that was started, politely first."""
    for way, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 5)):
        left = [process for process in processes if process.poll() is None]
        for process in left:
            os.killpg(process.pid, way)
        deadline = time.monotonic() + patience
        while any(process.poll() is None for process in left) and time.monotonic() < deadline:
            time.sleep(0.05)


def on_signal(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(0)


def main() -> int:
    began = time.monotonic()
    refuse_taken_port()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    compile_messages()
    prepare()
    os.environ["PORT"] = str(PORT)  # the site's own address is made from it
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes.append(launch(SERVER))
        wait_until_served(processes[0])
        if processes[0].poll() is None:
            announce(began)
            processes.append(launch(CLOCK))
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
        ended = "server" if processes[0].poll() is not None else "clock (manage.py tick)"
        print(f"The {ended} ended by itself; what it said stands above.", file=sys.stderr)
        return 1
    finally:
        stop(processes)


if __name__ == "__main__":
    sys.exit(main())
