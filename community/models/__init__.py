"""Models of what readers say and ask for. They name a page by its translation key: all its languages share one talk."""

from community.models.comment import Comment, Commenter, Learned
from community.models.decision import Action, DecidedCase, Decision, HowOften, ModeratorMail
from community.models.purpose import Purpose, PurposeWording
from community.models.report import Reason, Report
from community.models.spam_word import SpamWord
from community.models.subscriber import Consent, Subscriber
from community.models.thread_follower import ThreadFollower
from community.states import State

__all__ = [
    "Action",
    "Comment",
    "Commenter",
    "Consent",
    "DecidedCase",
    "Decision",
    "HowOften",
    "Learned",
    "ModeratorMail",
    "Purpose",
    "PurposeWording",
    "Reason",
    "Report",
    "SpamWord",
    "State",
    "Subscriber",
    "ThreadFollower",
]
