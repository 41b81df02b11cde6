"""Models of what readers say and ask for. They name a page by its translation key: all its languages share one talk."""

from community.models.comment import Comment, Commenter
from community.models.purpose import Purpose, PurposeWording
from community.models.report import Reason, Report
from community.models.subscriber import Consent, Subscriber
from community.models.thread_follower import ThreadFollower
from community.states import State

__all__ = [
    "Comment",
    "Commenter",
    "Consent",
    "Purpose",
    "PurposeWording",
    "Reason",
    "Report",
    "State",
    "Subscriber",
    "ThreadFollower",
]
