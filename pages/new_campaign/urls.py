"""The addresses of “New campaign”, below the admin's."""

from django.urls import path

from events import converters  # noqa: F401 - its kinds of address are used below
from pages.new_campaign import views

urlpatterns = [
    path("new-campaign/", views.new_campaign, name="new_campaign"),
    path("new-campaign/<key:page_id>/", views.draft, name="campaign_draft"),
]
