"""The address at which a page is restored, below the admin's."""

from django.urls import path

from events import converters  # noqa: F401 - its kind of address is used below
from pages.withdrawal import views

urlpatterns = [path("restore/<key:page_id>/", views.restore, name="restore_page")]
