"""Models of the ground floor, one module each."""

from cms.models.cache import CacheTag
from cms.models.languages import InLanguages
from cms.models.mail import OutgoingMail
from cms.models.media import CampaignDocument, CampaignImage, CampaignRendition
from cms.models.page import BasePage
from cms.models.site import OrganisationSettings
from cms.models.tick import TickRun

__all__ = [
    "BasePage",
    "CacheTag",
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
    "InLanguages",
    "OrganisationSettings",
    "OutgoingMail",
    "TickRun",
]
