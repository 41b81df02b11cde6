"""The address of an invitation, in each language."""

from django.urls import path

from events.invitations.views import invitation

urlpatterns = [path("invitation/<str:token>/", invitation, name="hub_invitation")]
