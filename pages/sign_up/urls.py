"""Addresses of forms to sign up with; for each language."""

from django.urls import path

from pages.sign_up import views

urlpatterns = [
    path("sign-up/<uuid:page_key>/<uuid:block_id>/", views.subscribe, name="subscribe"),
    path("sign-up/<uuid:page_key>/<uuid:block_id>/done/", views.done, name="subscribe_done"),
]
