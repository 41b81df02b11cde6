"""Typed reading of the environment. What is missing or cannot be right is named, all of it at once."""

import re
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


class Env(environ.Env):
    """Names the variable that cannot be read. Its value is not repeated: there may be a password in it."""

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> Any:
        try:
            return super().int(var, default)
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} must be a whole number.") from error

    def db(self, var: str = "DATABASE_URL", default: Any = environ.Env.NOTSET) -> dict[str, Any]:
        config: dict[str, Any] = self.db_url(var, default)
        if "ENGINE" not in config:
            raise ImproperlyConfigured(f"{var} must be an address such as postgres://user:password@host/name.")
        return config


env = Env()

SHAPES = {
    # Django's check for deployment wants 50; whatever is shorter than this might be guessed.
    "SECRET_KEY": (r".{32,}", "must have 50 characters or more"),
    "REDIS_URL": (r"(rediss?|unix)://\S+", "must be an address such as redis://host:6379/0"),
    "SITE_URL": (r"https?://[^/\s]+/?", "must be an address such as https://campaign.example"),
    "STRIPE_SECRET_KEY": (r"[sr]k_\S+", "must be the secret key, which begins with sk_ or rk_"),
    "STRIPE_WEBHOOK_SECRET": (r"whsec_\S+", "must be the endpoint's secret, which begins with whsec_"),
}
"""How a required variable must look, and what to say of one that does not."""

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()


def require(*names: str) -> None:
    """Refuse to start unless every named variable has a value that can be right.

    Raises: ImproperlyConfigured, naming each one that is missing, else each one that is wrong.
    """
    missing = [name for name in names if not env.str(name, default="").strip()]
    if missing:
        raise ImproperlyConfigured(
            f"Set these environment variables before starting: {', '.join(missing)}. docs/deploy.md explains each."
        )
    shapes = {name: SHAPES[name] for name in names if name in SHAPES}
    wrong = [f"{name} {words}." for name, (shape, words) in shapes.items() if not re.fullmatch(shape, env.str(name))]
    if wrong:
        raise ImproperlyConfigured(" ".join(wrong))


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
