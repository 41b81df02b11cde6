"""The addresses of hubs' people, below the admin's."""

from django.urls import path

from cms import converters  # noqa: F401 - its kinds of address are used below
from events.hub_people import views

urlpatterns = [
    path("hubs/", views.hub_list, name="hub_list"),
    path("reports/hubs/", views.needs, name="hub_needs"),
    path("hubs/<key:hub_id>/people/", views.people, name="hub_people"),
    path("hubs/<key:hub_id>/mentor/", views.mentor, name="hub_mentor"),
    path("hubs/<key:hub_id>/people/<key:user_id>/remove/", views.remove, name="hub_remove_person"),
    path("hubs/<key:hub_id>/invitations/<key:invitation_id>/revoke/", views.revoke, name="hub_revoke_invitation"),
]
