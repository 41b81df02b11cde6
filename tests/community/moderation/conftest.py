"""Who moderates in these tests."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts import roles
from accounts.models import User


@pytest.fixture
def moderator(client: Client) -> User:
    user = User.objects.create_user("mo", "mo@example.org", first_name="Mo", last_name="Rahman")
    user.groups.add(Group.objects.get(name=roles.MODERATORS))
    client.force_login(user)
    return user
