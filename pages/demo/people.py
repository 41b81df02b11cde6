"""The demo's logins and what the organisation is called. Their one password is known to everybody."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Site
from wagtail.users.models import UserProfile

from accounts import roles
from accounts.models import User
from cms.models import OrganisationSettings

PASSWORD = "changeme"  # noqa: S105 - public on purpose; load_demo refuses to run where real money is taken
CONTACT = "hello@compass.example"
MAIL = f'<a href="mailto:{CONTACT}">{CONTACT}</a>'
ADDRESS = "1 Example Street, Anytown ZZ99 9ZZ"


@dataclass(frozen=True)
class Login:
    """Somebody who signs in. Without a role: the one who may do everything."""

    username: str
    first_name: str
    last_name: str
    role: str | None
    language: str = "en"


LOGINS = (
    Login("admin", "Ada", "Okafor", role=None),
    Login("editor", "Edith", "Lane", roles.EDITORS),
    Login("moderator", "Mo", "Rahman", roles.MODERATORS),
    Login("treasurer", "Theo", "Barnes", roles.TREASURERS),
    Login("brighton", "Bríd", "Kelly", roles.VOLUNTEERS),
    Login("frome", "Fran", "Weaver", roles.VOLUNTEERS),
    Login("golygydd", "Gwen", "Prydderch", roles.WELSH_EDITORS, language="cy"),
)


@transaction.atomic
def load_people(*, reset: bool) -> int:
    """Add the logins that are missing; with `reset`, put the others back as well. Gives how many were written."""
    existing = set(User.objects.values_list("username", flat=True))
    written = [login for login in LOGINS if reset or login.username not in existing]
    roles.ensure_groups()
    password = make_password(PASSWORD)
    for login in written:
        _write(login, password)
    return len(written)


def _write(login: Login, password: str) -> None:
    user, _ = User.objects.get_or_create(username=login.username)
    user.email = f"{login.username}@compass.example"
    user.first_name, user.last_name = login.first_name, login.last_name
    user.is_active, user.is_superuser, user.is_staff = True, login.role is None, login.role is None
    user.password = password
    user.save()
    user.groups.set(Group.objects.filter(name=login.role))
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": login.language})


def load_organisation(*, reset: bool) -> int:
    """Name the organisation, unless somebody has. Gives 1 when it was named."""
    organisation = OrganisationSettings.for_site(Site.objects.get(is_default_site=True))
    if organisation.organisation_name and not reset:
        return 0
    organisation.organisation_name, organisation.campaign_name = "Compass", "Progressive Alliance"
    organisation.contact_email = CONTACT
    organisation.imprint_promoter, organisation.imprint_on_behalf_of = f"Alex Sample, {ADDRESS}", f"Compass, {ADDRESS}"
    organisation.save()
    return 1
