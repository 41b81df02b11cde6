"""Addresses of the calendar, its feeds, signing up, following hubs, and meetings that are wanted; for each language."""

from django.urls import path

from events import converters  # noqa: F401 - its kinds of address are used below
from events.views import (
    calendar,
    coverage_map,
    feeds,
    following,
    meetings_wanted,
    mentoring,
    my_agenda,
    my_survey,
    sign_up,
)

urlpatterns = [
    path("calendar/", calendar.this_month, name="calendar"),
    path("calendar/<month:month>/", calendar.month, name="calendar_month"),
    path("calendar/<day:day>/", calendar.day, name="calendar_day"),
    path("calendar/list/", calendar.coming, name="calendar_list"),
    path("calendar.ics", feeds.everything, name="calendar_feed"),
    path("calendar/hubs/<slug:slug>.ics", feeds.of_hub, name="hub_feed"),
    path("calendar/hubs/<slug:slug>/follow/", following.follow, name="follow_hub"),
    path("calendar/hubs/<slug:slug>/follow/done/", following.done, name="follow_hub_done"),
    path("calendar/topics/<slug:slug>.ics", feeds.on_topic, name="topic_feed"),
    path("calendar/events/<slug:slug>.ics", feeds.of_event, name="event_feed"),
    path("calendar/events/<slug:slug>/<day:day>.ics", feeds.of_date, name="date_feed"),
    path("calendar/events/<slug:slug>/<day:day>/sign-up/", sign_up.sign_up, name="sign_up"),
    path("calendar/events/<slug:slug>/<day:day>/sign-up/done/", sign_up.done, name="sign_up_done"),
    path("following/<uuid:public_id>/", following.following, name="following"),
    path("my-place/<uuid:public_id>/", sign_up.my_place, name="my_place"),
    path("meetings-wanted/", meetings_wanted.meetings_wanted, name="meetings_wanted"),
    path("meetings-wanted/done/", meetings_wanted.done, name="meetings_wanted_done"),
    path("meetings-wanted/map/", coverage_map.coverage_map, name="meetings_wanted_map"),
    path("meeting-wish/<uuid:public_id>/", meetings_wanted.meeting_wish, name="meeting_wish"),
    path("my-place/<uuid:public_id>/agenda/", my_agenda.agenda, name="my_agenda"),
    path("my-place/<uuid:public_id>/survey/", my_survey.survey, name="my_survey"),
    path("mentoring/<uuid:public_id>/", mentoring.mentoring, name="mentoring"),
]
