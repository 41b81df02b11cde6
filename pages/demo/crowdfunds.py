"""The demo's crowdfunds: the online hub, which is open; the first meetings, over its goal; subtitles, under it."""

from pages.demo.blocks import Block, call_to_action, image, link, text
from pages.demo.building import Cost, Sheet, Shelf
from pages.demo.dates import Dates
from pages.demo.documents import HALL
from pages.models import CrowdfundPage


def hub_sheet(dates: Dates) -> Sheet:
    return Sheet(
        name="online-hub",
        model=CrowdfundPage,
        parent="progressive-alliance",
        fields={
            "title": "An online hub for the alliance",
            "slug": "online-hub",
            "introduction": "One place to meet each other and the ideas, share what you make, and see what is on and"
            " what you can do.",
            "purpose": "One website where all who came on 5 July, and all who come after them, can meet, share what"
            " they make and decide together.",
            "goal_minor": 5_000_00,
            "last_day": dates.from_now(45),
            "suggested_amounts": "5, 10, 25, 50",
            "if_under": "We build the website with whatever has come in, host it for as long as the money lasts and put"
            " off the rest. You will read here what had to wait.",
            "if_over": "Every further pound goes into sourcing content: travel for contributors, recordings of local"
            " meetings, translation.",
        },
        picture="table",
        lines=(
            Cost("Designing and building a website", 2_600_00),
            Cost("Hosting the website", 480_00),
            Cost("Designing online processes for participation", 1_320_00),
            Cost("Sourcing content for the website", 600_00),
        ),
        stretch_goals=(
            Cost("Recordings of six local meetings, for all who cannot be there", 7_000_00),
            Cost("Everything on the hub in Welsh from its first day", 9_000_00),
        ),
        body=_hub_body,
    )


def _hub_body(shelf: Shelf) -> list[Block]:
    return [
        image(shelf.image("table")),
        text(
            """
            <h2>What the hub is for</h2>
            <p>We asked the people who came on 5 July what they wanted to see in the months ahead. They agreed on
            this: somewhere between the meetings where a thousand people can keep talking.</p>
            <ul>
            <li>Find the people near you, and the next meeting.</li>
            <li>Read, watch and comment on ideas, and add your own.</li>
            <li>Take part in decisions: on our name, our strategy, our manifesto.</li>
            </ul>
            <h2>What it is not</h2>
            <p>We will not buy software that only its maker can change. Whatever is built with your money can be used
            by other groups, free of charge. Nor will the hub replace meetings: it is where they are prepared, and
            where what came of them can be read.</p>
            """
        ),
    ]


def first_sheet(dates: Dates) -> Sheet:
    after = dates.after_evening
    return Sheet(
        name="first-meetings",
        model=CrowdfundPage,
        parent="progressive-alliance",
        fields={
            "title": "The first evening and the local meetings",
            "slug": "first-meetings",
            "introduction": "Our first crowdfund brought in just over £4,000. This is where it went.",
            "purpose": "One large evening that is open to everybody, and local meetings in the months after it.",
            "goal_minor": 4_000_00,
            "goal_change_reason": "Six hundred people had signed up within three days, so that we needed a larger"
            " hall.",
            "last_day": after(-2),
            "suggested_amounts": "10, 25, 50, 100",
            "if_under": "The evening in July comes first. Local meetings start with what is left.",
            "if_over": "Whatever is left after the evening goes to local meetings.",
        },
        picture="halls",
        lines=(Cost("A first evening for everybody", 2_700_00), Cost("Local meetings that follow it", 1_300_00)),
        spending=(
            Cost("Local meeting in Wealden: room and refreshments", 190_00, after(66), 2),
            Cost("Local meeting in Liverpool: room, printing and travel", 345_00, after(52), 2),
            Cost("Local meeting in Frome: room and travel", 210_00, after(38), 2),
            Cost("Local meeting in Brighton: room and printing", 265_00, after(24), 2),
            Cost("Filming the highlights", 290_00, after(9), 1),
            Cost("Stewards, sign language and first aid on 5 July", 520_00, after(2), 1),
            Cost("Hall for the evening of 5 July, with stage and sound", 1_640_00, after(-12), 1, HALL),
            Cost("Posters, programmes and badges", 310_00, after(-20), 1),
        ),
        body=_first_body,
    )


def _first_body(shelf: Shelf) -> list[Block]:
    campaign, subtitles = shelf.pages["progressive-alliance"], shelf.pages["subtitles"]
    return [
        text(
            f"""
            <h2>What came of it</h2>
            <p>More than a thousand people came on 5 July to begin the conversation. Speakers from the Greens, Labour,
            the Liberal Democrats and the SNP shared a stage. Well-attended meetings in Brighton, Frome, Liverpool and
            Wealden followed, run by people who live there.</p>
            <p>Every payment is listed below. What is not spent yet is kept for the meetings to come in Birmingham,
            Lancaster and Surrey.</p>
            <p>{link(subtitles, "See how the crowdfund for subtitles went")}</p>
            <p>{link(campaign, "Read what the campaign is about")}</p>
            """
        ),
        image(shelf.image("halls")),
        call_to_action(
            "What we are raising money for now",
            "The people who came asked for an online hub. Help us to build it.",
            "See the new crowdfund",
            page=shelf.pages["online-hub"],
        ),
    ]


def subtitles_sheet(dates: Dates) -> Sheet:
    ago = dates.from_now
    return Sheet(
        name="subtitles",
        model=CrowdfundPage,
        parent="progressive-alliance",
        fields={
            "title": "Subtitles for the recordings",
            "slug": "subtitles",
            "introduction": "We asked for subtitles in two languages. There was enough for one of them.",
            "purpose": "So that everybody can follow what was said on 5 July, whether they hear it or not.",
            "goal_minor": 1_500_00,
            "last_day": ago(-14),
            "suggested_amounts": "10, 25, 50",
            "if_under": "English subtitles come first. The Welsh ones wait until there is money for them.",
            "if_over": "Subtitles in further languages, in the order in which people ask for them.",
        },
        picture="halls",
        lines=(Cost("Subtitles in English", 900_00), Cost("Subtitles in Welsh", 600_00)),
        spending=(Cost("English subtitles for all the speeches", 720_00, ago(-6), 1),),
        body=_subtitles_body,
    )


def _subtitles_body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """
            <h2>What came of it</h2>
            <p>The speeches of 5 July can be read along in English. The discussions that followed, and all of it in
            Welsh, have to wait.</p>
            """
        )
    ]
