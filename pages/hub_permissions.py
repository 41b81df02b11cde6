"""What the people of a hub may do with its own page. What they may do below it, Wagtail's rights say by themselves."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from events.models import Hub


class HubPagePermissions(PagePermissionTester):
    """Closing, moving and hiding a hub is for those whose rights come from elsewhere, whoever leads it.

    Hosts may write on its page, and a lead or a moderator approves it; leads publish it at once.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.is_only_host, self.is_only_of_the_hub = self._standing()

    def _standing(self) -> tuple[bool, bool]:
        if self.user.is_superuser or not self.user.is_active:
            return False, False
        rows = self.permission_policy.get_cached_permissions_for_user(self.user)
        groups = {row.group_id for row in rows if self.page.path.startswith(row.page.path)}
        hub = Hub.objects.filter(key=self.page.translation_key).values("leads_group", "hosts_group").first()
        if not groups or hub is None or groups - set(hub.values()):
            return False, False
        return groups == {hub["hosts_group"]}, True

    def can_publish(self) -> bool:
        return not self.is_only_host and bool(super().can_publish())

    def can_unpublish(self) -> bool:
        return not self.is_only_of_the_hub and bool(super().can_unpublish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self.is_only_of_the_hub and bool(super().can_delete(ignore_bulk))

    def can_set_view_restrictions(self) -> bool:
        return not self.is_only_of_the_hub and bool(super().can_set_view_restrictions())
