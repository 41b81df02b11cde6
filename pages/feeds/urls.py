"""Addresses of feeds; for each language."""

from django.urls import path

from pages.feeds.views import feed

urlpatterns = [path("feeds/<path:path>/", feed, name="feed")]
