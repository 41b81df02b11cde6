"""A goal of the demo that was changed in the past, after the first gifts."""

from datetime import UTC, datetime, time

from donations.goals import GoalChange
from donations.models import Crowdfund
from donations.services import has_been_given_to
from pages.demo.building import key_of
from pages.demo.dates import Dates
from pages.models import CrowdfundPage

OLD_MINOR, NEW_MINOR = 3_000_00, 4_000_00


def tell_of_changed_goal(dates: Dates) -> None:
    """Write down, where it is missing, that the first crowdfund asked for less at first: why, its pages say."""
    key = key_of("first-meetings")
    crowdfund = Crowdfund.objects.filter(key=key, goal_minor=NEW_MINOR).first()
    if crowdfund is None or crowdfund.goal_changes or not has_been_given_to(key=key):
        return
    pages = CrowdfundPage.objects.filter(translation_key=key).live().exclude(goal_change_reason="")
    reasons = dict(pages.values_list("locale__language_code", "goal_change_reason"))
    changed_at = datetime.combine(dates.after_evening(-50), time(10), UTC)
    crowdfund.goal_changes = [GoalChange(OLD_MINOR, NEW_MINOR, changed_at, reasons).written()]
    crowdfund.save(update_fields=["goal_changes"])
