"""Models of the ground floor, one module each."""

from cms.models.cache import CacheTag, ContentChange
from cms.models.follower import AbstractFollower
from cms.models.languages import InLanguages
from cms.models.mail import OutgoingMail
from cms.models.media import CampaignDocument, CampaignImage, CampaignRendition
from cms.models.page import BasePage
from cms.models.site import OrganisationSettings
from cms.models.tick import TickRun
from cms.models.topic import MOST_TOPICS, Topic, TopicName, TopicsField

__all__ = [
    "MOST_TOPICS",
    "AbstractFollower",
    "BasePage",
    "CacheTag",
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
    "ContentChange",
    "InLanguages",
    "OrganisationSettings",
    "OutgoingMail",
    "TickRun",
    "Topic",
    "TopicName",
    "TopicsField",
]
