"""The demo's logins and what the organisation is called. Their one password is known to everybody."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Site
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.models import OrganisationSettings

PASSWORD = "changeme"  # noqa: S105 - public on purpose; load_demo refuses to run where real money is taken
CONTACT = "hello@compass.example"
IMPRINT = "Alex Sample for Compass, 1 Example Street, Anytown ZZ99 9ZZ"


@dataclass(frozen=True)
class Login:
    username: str
    first_name: str
    last_name: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False
    language: str = "en"


LOGINS = (
    Login("admin", "Ada", "Okafor", is_superuser=True),
    Login("editor", "Edith", "Lane", ("Editors", "Moderators")),
    Login("moderator", "Mo", "Rahman", ("Moderators",)),
    Login("treasurer", "Theo", "Barnes"),
    Login("brighton", "Bríd", "Kelly"),
    Login("frome", "Fran", "Weaver"),
    Login("golygydd", "Gwen", "Prydderch", ("Editors", "Moderators"), language="cy"),
)


@transaction.atomic
def load_people(*, reset: bool) -> int:
    """Add the logins that are missing; with `reset`, put the others back as well. Gives how many were written."""
    existing = set(User.objects.values_list("username", flat=True))
    written = [login for login in LOGINS if reset or login.username not in existing]
    for login in written:
        _write(login)
    return len(written)


def _write(login: Login) -> None:
    user, _ = User.objects.get_or_create(username=login.username)
    user.email = f"{login.username}@compass.example"
    user.first_name, user.last_name = login.first_name, login.last_name
    user.is_active, user.is_superuser, user.is_staff = True, login.is_superuser, login.is_superuser
    user.set_password(PASSWORD)
    user.save()
    user.groups.set(Group.objects.filter(name__in=login.groups))
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": login.language})


def load_organisation(*, reset: bool) -> int:
    """Name the organisation, unless somebody has. Gives 1 when it was named."""
    organisation = OrganisationSettings.for_site(Site.objects.get(is_default_site=True))
    if organisation.organisation_name and not reset:
        return 0
    organisation.organisation_name, organisation.campaign_name = "Compass", "Progressive Alliance"
    organisation.contact_email = CONTACT
    organisation.imprint_promoter, organisation.imprint_on_behalf_of = IMPRINT, ""
    organisation.save()
    return 1
