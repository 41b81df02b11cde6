"""Models of hubs and meetings. Sign-ups and rights hang on these language-neutral rows; words live on the pages."""

from events.models.absence import Absence
from events.models.agenda import AgendaItem, AgendaMark
from events.models.event import CALENDAR, Event, EventText, Mode
from events.models.follower import Announcement, Follower
from events.models.hub import Hub, HubText
from events.models.invitation import Invitation, Role
from events.models.meeting_wish import MEETINGS_WANTED, MeetingProposal, MeetingWish, ProposalMessage
from events.models.meetings_wanted_settings import MeetingsWantedSettings
from events.models.mentor import Mentor
from events.models.occurrence import DayCount, Occurrence, TopicDate
from events.models.report import MeetingReport
from events.models.sign_up import GuestList, HostMessage, SignUp
from events.models.survey import SurveyAnswer

__all__ = [
    "CALENDAR",
    "MEETINGS_WANTED",
    "Absence",
    "AgendaItem",
    "AgendaMark",
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
    "MeetingReport",
    "MeetingWish",
    "MeetingsWantedSettings",
    "Mentor",
    "Mode",
    "Occurrence",
    "ProposalMessage",
    "Role",
    "SignUp",
    "SurveyAnswer",
    "TopicDate",
]
