"""The addresses of meetings that are wanted, below the admin's."""

from django.urls import path

from cms import converters  # noqa: F401 - its kinds of address are used below
from events.meeting_proposals import views

urlpatterns = [
    path("reports/meetings-wanted/", views.report, name="meeting_proposals"),
    path("meetings-wanted/<key:proposal_id>/", views.proposal, name="meeting_proposal"),
    path("meetings-wanted/<key:proposal_id>/message/", views.write, name="meeting_proposal_message"),
]
