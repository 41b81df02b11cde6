"""Typed reading of the environment. A variable that must be there and is not is named, all of them at once."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()


def require(*names: str) -> None:
    """Refuse to start unless every named variable has a value.

    Raises: ImproperlyConfigured, naming each one that is missing.
    """
    missing = [name for name in names if not env.str(name, default="").strip()]
    if missing:
        raise ImproperlyConfigured(
            f"Set these environment variables before starting: {', '.join(missing)}. docs/deploy.md explains each."
        )


def read_or_make_secret(path: Path) -> str:
    """A secret for one machine, made once and kept in a file that only its owner can read."""
    from django.core.management.utils import get_random_secret_key

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()
