"""The addresses of an event's dates, below the admin's."""

from django.urls import path

from events import converters  # noqa: F401 - its kinds of address are used below
from pages.event_dates import views

urlpatterns = [
    path("events/<key:page_id>/dates/", views.dates, name="event_dates"),
    *(
        path(
            f"events/<key:page_id>/dates/<day:day>/{decision}/",
            views.decide,
            {"decision": decision},
            name=f"event_dates_{decision}",
        )
        for decision in views.FORMS
    ),
]
