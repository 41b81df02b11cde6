"""Models of what readers say. They name a page by its translation key: all its languages share one talk."""

from community.models.comment import Comment, Commenter
from community.models.report import Reason, Report
from community.models.thread_follower import ThreadFollower
from community.states import State

__all__ = ["Comment", "Commenter", "Reason", "Report", "State", "ThreadFollower"]
