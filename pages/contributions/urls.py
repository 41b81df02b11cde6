"""The addresses of those who contribute."""

from django.urls import path

from pages.contributions import views

urlpatterns = [
    path("contribute/<uuid:series_key>/", views.contribute, name="contribute"),
    path("contribute/<uuid:series_key>/sent/", views.kept, name="contribution_kept"),
    path("contributions/<uuid:public_id>/", views.mine, name="my_contribution"),
    path("contributions/<uuid:public_id>/final/", views.final, name="final_version"),
]
