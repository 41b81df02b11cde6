"""The addresses of hubs' people, below the admin's."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from events.hub_people import views


class IdConverter(IntConverter):
    """A key that a database can be asked for."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")

urlpatterns = [
    path("hubs/", views.hub_list, name="hub_list"),
    path("hubs/<id:hub_id>/people/", views.people, name="hub_people"),
    path("hubs/<id:hub_id>/people/<id:user_id>/remove/", views.remove, name="hub_remove_person"),
    path("hubs/<id:hub_id>/invitations/<id:invitation_id>/revoke/", views.revoke, name="hub_revoke_invitation"),
]
