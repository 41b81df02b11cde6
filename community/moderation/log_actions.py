"""What Wagtail's log calls that which is done beside decisions."""

ANSWERED, CLOSED = "community.answer", "community.close_talk"
