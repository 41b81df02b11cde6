"""The demo's report: how the first Frome table went."""

from pages.demo.blocks import Block, image, text
from pages.demo.building import Sheet, Shelf
from pages.demo.dates import Dates
from pages.demo.events import MONTHLY, first_table
from pages.models import MeetingReportPage

REPORT = "frome-report"


def report_sheets(dates: Dates) -> tuple[Sheet, ...]:
    return (
        Sheet(
            name=REPORT,
            model=MeetingReportPage,
            parent="hub-frome",
            event=MONTHLY,
            picture="soup",
            fields={
                "title": "How it went: the first Frome table",
                "slug": "first-frome-table",
                "introduction": "Thirty-one people, four pots of soup, and one question that nobody wanted to leave"
                " with: how do you get home after nine?",
                "held_on": first_table(dates),
                "original_date": first_table(dates),
                "place": "Town Hall, Christchurch Street West, BA11 1EB, Frome",
                "people": 31,
                "next_steps": "Ask the council for a bus at half past nine on the evenings when the hall is let. Priya"
                " writes the letter, and whoever came signs it.\n\nA list of lifts stands at the door from next time"
                " on. Tom brings the pens.\n\nLess from the front, more at the table: speeches of three minutes at"
                " most.",
            },
            body=_body,
        ),
    )


def _body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """
            <p>We had put out forty chairs and hoped for twenty people. Thirty-one came: some from Bruton by car share,
            two on foot from Nunney, and a councillor who only wanted to listen, and did.</p>
            <p>At each end of the table we asked what people would change here if they could agree on one thing. The
            buses won before the soup was gone. What nobody had expected: those who drive were the loudest about
            it.</p>
            """
        ),
        image(shelf.image("soup"), "No photographs this time: we forgot to ask, so we do not show anybody."),
        text(
            """
            <p>It was too long. After two hours people looked at the clock, and the last speech met more coats than
            faces. Next time we stop at nine, soup or no soup.</p>
            """
        ),
    ]
