"""Models of hubs and meetings. Sign-ups and rights hang on these language-neutral rows; words live on the pages."""

from events.models.absence import Absence
from events.models.event import CALENDAR, Event, EventText, Mode
from events.models.follower import Announcement, Follower
from events.models.hub import Hub, HubText
from events.models.invitation import Invitation, Role
from events.models.meeting_wish import MEETINGS_WANTED, MeetingProposal, MeetingWish, ProposalMessage
from events.models.meetings_wanted_settings import MeetingsWantedSettings
from events.models.occurrence import DayCount, Occurrence
from events.models.sign_up import GuestList, HostMessage, SignUp

__all__ = [
    "CALENDAR",
    "MEETINGS_WANTED",
    "Absence",
    "Announcement",
    "DayCount",
    "Event",
    "EventText",
    "Follower",
    "GuestList",
    "HostMessage",
    "Hub",
    "HubText",
    "Invitation",
    "MeetingProposal",
    "MeetingWish",
    "MeetingsWantedSettings",
    "Mode",
    "Occurrence",
    "ProposalMessage",
    "Role",
    "SignUp",
]
