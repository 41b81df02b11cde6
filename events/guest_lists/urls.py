"""The addresses of guest lists, below the admin's."""

from django.urls import path

from cms import converters  # noqa: F401 - its kinds of address are used below
from events.guest_lists import views

urlpatterns = [
    path("guest-lists/", views.dates, name="guest_lists"),
    path("guest-lists/<key:date_id>/", views.guest_list, name="guest_list"),
    path("guest-lists/<key:date_id>/print/", views.print_list, name="guest_list_print"),
    path("guest-lists/<key:date_id>/message/", views.write, name="guest_list_message"),
    path("guest-lists/<key:date_id>/<key:sign_up_id>/", views.check_in, name="guest_list_check_in"),
]
