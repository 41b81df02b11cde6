"""The addresses of the desk. Mounted once for each language."""

from django.urls import path

from desk.views import dates, home, kits, looking, meetings, reports, said, throwing_away, wanted, writing
from events import converters  # noqa: F401 - its kinds of address are used below

MEETING = "desk/<slug:slug>/meetings/<key:page_id>/"

urlpatterns = [
    path("desk/", home.desks, name="desk"),
    path("desk/<slug:slug>/", home.tasks, name="desk_hub"),
    path("desk/<slug:slug>/new/", writing.new, name="desk_new"),
    path("desk/<slug:slug>/copy/", writing.copy, name="desk_copy"),
    path("desk/<slug:slug>/meetings/", meetings.meetings, name="desk_meetings"),
    path("desk/<slug:slug>/kits/", kits.kits, name="desk_kits"),
    path("desk/<slug:slug>/wanted/<key:proposal_id>/", wanted.wanted, name="desk_wanted"),
    path("desk/<slug:slug>/reports/", reports.reports, name="desk_reports"),
    path("desk/<slug:slug>/reports/<key:report_id>/<slug:step>/", reports.step, name="desk_report_step"),
    path(MEETING, looking.look, name="desk_look"),
    path(f"{MEETING}published/", looking.published, name="desk_published"),
    path(f"{MEETING}throw-away/", throwing_away.throw_away, name="desk_throw_away"),
    path(f"{MEETING}dates/<day:day>/", dates.change, name="desk_date"),
    path(f"{MEETING}dates/<day:day>/report/", reports.begin, name="desk_report"),
    path(f"{MEETING}dates/<day:day>/suggestions/", said.suggestions, name="desk_suggestions"),
    path(f"{MEETING}dates/<day:day>/answers/", said.answers, name="desk_answers"),
    path(f"{MEETING}poster/", kits.poster, name="desk_poster"),
    path(f"{MEETING}agenda/", kits.agenda, name="desk_agenda"),
    path(f"{MEETING}press-note/", kits.press_note, name="desk_press_note"),
    path(f"{MEETING}<slug:step>/", writing.step, name="desk_step"),
]
