"""The demo's guide for hosts: one post that shows the blocks which the other pages have no need of."""

from datetime import date

from pages.demo import blocks
from pages.demo.blocks import Block, heading, link, text
from pages.demo.building import Sheet, Shelf
from pages.demo.dates import Dates
from pages.demo.documents import CHECKLIST
from pages.demo.reports import REPORT
from pages.demo.stories import AYEISHA, RUTH, STORIES
from pages.demo.topics import topics
from pages.models import BlogPostPage

GUIDE = "host-a-first-evening"
MAP = "https://www.openstreetmap.org/export/embed.html?bbox=-2.335%2C51.222%2C-2.309%2C51.235"
FILM = "https://www.youtube.com/watch?v=s7tWHJfhiyo"
ARTICLE = "https://www.theguardian.com/politics/2015/may/22/flatpack-democracy-peoples-republic-of-frome"


def guide_sheet(dates: Dates) -> Sheet:
    return Sheet(
        name=GUIDE,
        model=BlogPostPage,
        parent=STORIES,
        fields={
            "title": "How to host a first evening",
            "slug": GUIDE,
            "introduction": "A room, two hosts and a pot of soup: what the first towns have learned, for those who"
            " come next.",
            "date": dates.from_now(-5),
            "topics": topics("Campaigning", "Local life"),
        },
        picture="table",
        body=lambda shelf: [*_before(shelf), *_evening(shelf), *_questions(shelf), *_further(shelf)],
        people=(RUTH,),
    )


def _before(shelf: Shelf) -> list[Block]:
    return [
        text(
            """<p>You need no permission, no party and no speeches. You need a room, somebody to host it with you, and
            a date. The rest is what Brighton, Frome, Liverpool and Wealden would have liked to know before.</p>"""
        ),
        heading("Before: the room"),
        text(
            """<p>Choose a room by its door, not by its ceiling: step-free, near a bus that still runs when you have
            finished, and a house that people have been in before. Put out fewer chairs than you hope for.</p>"""
        ),
        blocks.gallery(
            "What made the difference in the first towns",
            (
                (shelf.image("halls"), "A house that people know"),
                (shelf.image("table"), "Two seats left free on purpose"),
                (shelf.image("soup"), "Something warm to eat"),
            ),
        ),
        blocks.embed("Map of Frome", MAP, "Frome chose its town hall because the buses stop nearby."),
    ]


def _evening(shelf: Shelf) -> list[Block]:
    rows = (
        ("Doors, soup, name labels", "30"),
        ("Hello, and one question for each table", "10"),
        ("Tables of six talk", "40"),
        ("Each table says one thing", "20"),
        ("What happens next, and who does it", "15"),
        ("Chairs, and lifts home", "5"),
    )
    return [
        heading("The evening"),
        blocks.table("An evening of two hours", ("What happens", "Minutes"), rows),
        text(
            """<p>Some groups show a short film before the tables begin. This one tells in six minutes why so many votes
            change nothing.</p>"""
        ),
        blocks.video("The problems with first past the post, by CGP Grey", FILM, shelf.image("weave")),
    ]


def _questions(shelf: Shelf) -> list[Block]:
    spent, report = shelf.pages["first-meetings"], shelf.pages[REPORT]
    return [
        heading("What hosts ask us"),
        blocks.accordion(
            (
                ("Must we belong to a party?", "<p>No. It helps if your two hosts do not belong to the same one.</p>"),
                (
                    "What does it cost?",
                    f"<p>The room, and the soup. {link(spent, 'See what the first evenings cost')}.</p>",
                ),
                (
                    "What if nobody comes?",
                    f"""<p>Six people around a table are a meeting. Frome hoped for twenty, and
                    {link(report, "thirty-one came")}.</p>""",
                ),
                (
                    "What if one person does all the talking?",
                    "<p>Agree at the start: nobody speaks twice before everybody has had a turn.</p>",
                ),
            )
        ),
        blocks.document(CHECKLIST, "One page to print, for the door of your fridge."),
        blocks.people(
            "Who helps you",
            (
                blocks.person(page=shelf.pages[RUTH]),
                blocks.person(page=shelf.pages[AYEISHA]),
                blocks.person("Bríd Kelly", "Brighton", "Leads the hub there, and lends you her box of name labels."),
            ),
        ),
    ]


def _further(shelf: Shelf) -> list[Block]:
    return [
        blocks.events("Go to one before you host one", "These are the next, and guests are welcome at each.", 3),
        blocks.sign_up(
            "Hear what other hosts find out", "A mail now and then, and only about what you tick.", "Keep me posted"
        ),
        blocks.related_reads(
            "Other interesting reads",
            (
                blocks.read(page=shelf.pages[REPORT]),
                blocks.read(
                    "How Flatpack Democracy beat the old parties in the People’s Republic of Frome",
                    url=ARTICLE,
                    source="The Guardian",
                    day=date(2015, 5, 22),
                ),
            ),
            fill_up_to=4,
        ),
    ]
