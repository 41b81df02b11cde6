"""The addresses of the editors' queue, below the admin's."""

from django.urls import path

from cms import converters  # noqa: F401 - its kind of address is used below
from pages.contributions import admin_views as views

urlpatterns = [
    path("contributions/", views.queue, name="contributions"),
    path("contributions/enter/", views.enter, name="contribution_enter"),
    path("contributions/<key:key>/", views.contribution, name="contribution"),
    path("contributions/<key:key>/photo/", views.photo, name="contribution_photo"),
]
