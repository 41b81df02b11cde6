"""Accounts of people who were invited: found by their address, or made without a password."""

from allauth.account.models import EmailAddress
from django.db import transaction
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.free_names import first_free


def find_account(email: str) -> User | None:
    """The account with this address, one that may sign in before one that may not."""
    found = User.objects.filter(email__iexact=email).order_by("-is_active", "pk")
    # To PostgreSQL some letters are the same that make two addresses: who owns the one gets no mail to the other.
    return next((user for user in found if user.email.lower() == email.lower()), None)


def needs_own_login(user: User) -> bool:
    """Whether a link that was mailed weeks ago is too weak a key: to an account with a password, or that may do all."""
    return user.is_superuser or user.has_usable_password()


@transaction.atomic
def make_account(*, email: str, language: str) -> User:
    """Somebody who signs in by links in mails until they choose a password. Their admin is in `language`."""
    user = User.objects.create_user(_free_name(email.partition("@")[0]), email)
    EmailAddress.objects.create(user=user, email=email.lower(), verified=True, primary=True)
    UserProfile.objects.create(user=user, preferred_language=language)
    return user


def _free_name(wanted: str) -> str:
    stem = "".join(letter for letter in wanted if letter.isalnum() or letter in "@.+-_")[:100] or "volunteer"
    taken = set(User.objects.filter(username__istartswith=stem).values_list("username", flat=True))
    in_small_letters = {name.lower() for name in taken}
    return first_free(stem, lambda number: f"{stem}{number}", lambda name: name.lower() in in_small_letters)
