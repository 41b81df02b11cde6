"""The demo's blog: a series in four parts, a post beside it, the people who wrote them, and the press page."""

from collections.abc import Callable
from typing import Any

from pages.demo.blocks import Block, link, quote, text
from pages.demo.building import Sheet, Shelf
from pages.demo.dates import Dates
from pages.demo.documents import PRESS_KIT
from pages.demo.topics import topics
from pages.models import BlogIndexPage, BlogPostPage, PersonPage, PressPage, SeriesPage

STORIES, SERIES, PRESS = "stories", "women-on-alliances", "press"
AYEISHA, RUTH = "ayeisha-sample", "ruth-sample"

Part = tuple[str, str, str, tuple[str, ...], str, str]
"""Its key, title, introduction, the people who wrote it, its byline and its text."""

PARTS: tuple[Part, ...] = (
    (
        "who-is-in-the-room",
        "Who is in the room?",
        "On 5 July more than a thousand people met. Who spoke, and who only listened?",
        (AYEISHA,),
        "",
        """<p>On 5 July over a thousand people came together to talk about an alliance of Greens, Labour, Liberal
        Democrats and the SNP. It was a good evening. It was also an evening on which we counted: who took the
        microphone, for how long, and who was asked a second time.</p>
        <p>An alliance is made by those who are in the room when it is made. If women come later, they join something
        that others have built. That is why this series begins before the hub does.</p>""",
    ),
    (
        "childcare-is-a-policy",
        "Childcare is a policy, and so is its absence",
        "A meeting at seven in the evening has already decided who can come.",
        (RUTH,),
        "",
        """<p>In Brighton, Frome, Liverpool and Wealden people met within weeks of one another. I went to one of them
        with a neighbour, who left after twenty minutes because her sitter had to.</p>
        <p>Nobody had wanted to keep her out. But a time, a place and a door decide more than any sentence that we write
        into a manifesto. Ask before you invite, and pay for what people answer.</p>""",
    ),
    (
        "parties-and-those-without-one",
        "Parties, and those without one",
        "What changes when half of those at the table carry no card?",
        (),
        "Mary, who hosts a table in Frome",
        """<p>I have never been in a party. At our table there are people of three, and some of none, and the talk is
        better for it: nobody has to defend what was decided elsewhere.</p>
        <p>What I would ask of the parties is small. Let those who come set the agenda, and write down what they said
        as they said it.</p>""",
    ),
    (
        "what-we-want-from-the-hub",
        "What we want from the hub",
        "Four wishes for a place online where women stay, and say something.",
        (AYEISHA, RUTH),
        "",
        """<p>We asked those who wrote to us what an online hub would have to be. They said: somebody who answers within
        a day. Rules that are short, and kept. Names that one may choose oneself. And a way from a sentence on a screen
        to a room nearby.</p>
        <p>None of it is expensive. All of it has to be decided before the first page is built.</p>""",
    ),
)


def story_sheets(dates: Dates) -> tuple[Sheet, ...]:
    """Parents and people first."""
    parts = tuple(_part(part, dates, number) for number, part in enumerate(PARTS))
    people = (_person(AYEISHA), _person(RUTH))
    return (
        _blog(),
        *people,
        _series(),
        *parts,
        _names(dates),
        _press(),
        _release_on_the_hub(dates),
        _release_on_women(dates),
    )


def _blog() -> Sheet:
    fields = {
        "title": "Stories",
        "slug": "stories",
        "show_in_menus": True,
        "introduction": "What people think, see and try who work for an alliance.",
    }
    return Sheet(name=STORIES, model=BlogIndexPage, parent="home", fields=fields, body=lambda shelf: [])


PEOPLE = {
    AYEISHA: ("Ayeisha Sample", "Compass", "Looks after the blog and reads whatever is sent to it."),
    RUTH: ("Ruth Sample", "A councillor without a party", "Has chaired more meetings than she would like to count."),
}


def _person(name: str) -> Sheet:
    title, affiliation, profile = PEOPLE[name]
    fields = {"title": title, "slug": name, "affiliation": affiliation, "introduction": profile}
    return Sheet(name=name, model=PersonPage, parent=STORIES, fields=fields, body=lambda shelf: [])


def _series() -> Sheet:
    fields = {
        "title": "Women on alliances",
        "slug": "women-on-alliances",
        "introduction": "Think pieces by women: how could an alliance make their voices louder in politics?",
        "call": "We look for think pieces by women on alliances, 600 to 1,000 words. An idea is enough to begin with.",
    }
    return Sheet(name=SERIES, model=SeriesPage, parent=STORIES, fields=fields, body=_series_body)


def _series_body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """<p>We want the progressive alliance to be a feminist alliance. So we ask women what it would have to do,
            and print what they answer.</p>"""
        )
    ]


def _part(part: Part, dates: Dates, number: int) -> Sheet:
    name, title, introduction, people, byline, words = part
    return Sheet(
        name=name,
        model=BlogPostPage,
        parent=SERIES,
        fields={
            "title": title,
            "slug": name,
            "introduction": introduction,
            "byline": byline,
            "date": dates.from_now(7 * (number - len(PARTS))),
            "topics": topics("Women in politics", *(["Local life"] if number in (1, 2) else [])),
        },
        body=lambda shelf: [text(words)],
        people=people,
    )


def _names(dates: Dates) -> Sheet:
    return Sheet(
        name="what-is-in-a-name",
        model=BlogPostPage,
        parent=STORIES,
        fields={
            "title": "What is in a name?",
            "slug": "what-is-in-a-name",
            "introduction": "“Progressive Alliance” or something else: what you wrote to us about the name.",
            "date": dates.from_now(-3),
            "topics": topics("Campaigning"),
        },
        body=_names_body,
        people=(AYEISHA,),
    )


def _names_body(shelf: Shelf) -> list[Block]:
    campaign = shelf.pages["progressive-alliance"]
    return [
        text(
            f"""<p>We asked whether {link(campaign, "Progressive Alliance")} says what we mean. Some of you hear an
            insurance company, some an alliance of the past that did not end well, and some think that there are more
            urgent things to worry about.</p>"""
        ),
        quote("It sums up what this is supposed to be about: an inclusive alliance.", "A reader, for “Inclusion”"),
        text("<p>We have not decided. Go on writing: the shortest proposal so far has two letters.</p>"),
    ]


def _press() -> Sheet:
    fields = {
        "title": "Press",
        "slug": "press",
        "introduction": "For journalists: whom to call, what is new, and who we are.",
        "contact_name": "Alex Sample",
        "contact_phone": "020 7946 0123",
        "contact_email": "press@compass.example",
        "contact_note": "Weekdays, 9 to 18",
        "about": "Compass was started for a better society. It brings people, parties and ideas together that would not"
        " otherwise meet, and has long argued for progressive alliances.",
    }
    return Sheet(
        name=PRESS, model=PressPage, parent="home", fields=fields, body=lambda shelf: [], downloads=(PRESS_KIT,)
    )


def _release_on_the_hub(dates: Dates) -> Sheet:
    return _release(
        "release-hub",
        {
            "title": "Compass asks for £5,000 for an online hub",
            "slug": "online-hub",
            "introduction": "A place online for the local meetings of the Progressive Alliance, paid for by many.",
            "date": dates.from_now(-10),
        },
        lambda shelf: (
            f"""<p>After the meeting of 5 July those who came asked for one thing above all: a hub where
        people can share ideas, dates and actions. Compass asks the public for £5,000 to build it. What the money is
        for can be read {link(shelf.pages["online-hub"], "line by line")}.</p>"""
        ),
    )


def _release_on_women(dates: Dates) -> Sheet:
    return _release(
        "release-women",
        {
            "title": "Women write on alliances, and more may",
            "slug": "women-on-alliances",
            "introduction": "A series asks what an alliance must do so that women speak in it. Guests may write, too.",
            "date": dates.from_now(-27),
        },
        lambda shelf: (
            f"""<p>{link(shelf.pages[SERIES], "A series of think pieces")} by women begins today. Compass
        looks for more: an idea is enough, and nothing is public before its writer has agreed to it.</p>"""
        ),
    )


def _release(name: str, fields: dict[str, Any], words: Callable[[Shelf], str]) -> Sheet:
    fields = {**fields, "topics": topics("Campaigning")}
    return Sheet(name=name, model=BlogPostPage, parent=PRESS, fields=fields, body=lambda shelf: [text(words(shelf))])
