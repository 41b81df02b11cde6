"""Addresses of cards: they have no language of their own, since a page has one."""

from django.urls import path

from cms import converters  # noqa: F401 - its kind of address is used below
from pages.sharing import views

urlpatterns = [path("cards/<key:page_id>-<slug:version>.jpg", views.card, name="card")]
