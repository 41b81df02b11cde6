"""The demo's pages as a whole: which there are, in which order they are placed and written."""

from events.models import Event
from events.services import announcements
from pages.demo.building import Sheet, Shelf, key_of, place, write
from pages.demo.campaign import campaign_sheet
from pages.demo.crowdfunds import first_sheet, hub_sheet, subtitles_sheet
from pages.demo.dates import Dates
from pages.demo.events import decide_of_dates, event_sheets
from pages.demo.guide import guide_sheet
from pages.demo.home import home_sheet
from pages.demo.hubs import hub_sheets
from pages.demo.reports import report_sheets
from pages.demo.standing import standing_sheets
from pages.demo.stories import story_sheets
from pages.demo.welsh import load_welsh
from pages.models import EventPage


def sheets(dates: Dates) -> tuple[Sheet, ...]:
    """Every page of the demo, parents first."""
    crowdfunds = (hub_sheet(dates), first_sheet(dates), subtitles_sheet(dates))
    return (
        home_sheet(),
        campaign_sheet(),
        *crowdfunds,
        *hub_sheets(dates),
        *event_sheets(dates),
        *report_sheets(dates),
        *standing_sheets(),
        *story_sheets(dates),
        guide_sheet(dates),
    )


def load_pages(dates: Dates, *, reset: bool) -> int:
    """Place all pages, write those that nobody has written, then their Welsh. Gives how many were written."""
    shelf, every = Shelf(), sheets(dates)
    for sheet in every:
        place(sheet, shelf)
    # Crowdfunds come before what opens with them: published first, a campaign would take an empty one along.
    in_order = sorted(every, key=lambda sheet: bool(sheet.crowdfund))
    written = sum(write(sheet, shelf, reset=reset) for sheet in in_order)
    decide_of_dates()
    keys = [key_of(sheet.name) for sheet in every if sheet.model is EventPage]
    announcements.tell_nobody(events=Event.objects.filter(key__in=keys))
    return written + load_welsh(shelf, reset=reset)
