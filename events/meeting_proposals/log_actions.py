"""What Wagtail's log calls that which is done about a meeting that is wanted, in the admin and at the desk."""

LOOKED, WROTE = "events.look_at_who_can_host", "events.write_to_who_can_host"
GAVE, PLANNED, DECLINED = "events.give_wanted_meeting", "events.plan_wanted_meeting", "events.decline_wanted_meeting"
