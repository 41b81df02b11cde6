"""The user. Staff and volunteers share one kind; what each may do comes from groups."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Our own from the first migration on, because it cannot be exchanged later."""


NOBODY = 0
"""The key of a user whom no database has."""
