"""The words of the demo's home page and of the campaign's own page. The facts are those of a real post of 2016."""

from pages.demo.blocks import Block, call_to_action, image, link, meeting, meetings, quote, related_reads, text
from pages.demo.building import Sheet, Shelf
from pages.demo.dates import Dates
from pages.demo.people import CONTACT
from pages.models import CampaignPage, HomePage

MAIL = f'<a href="mailto:{CONTACT}">{CONTACT}</a>'

READS = (
    "The Greens have got it: alliances can work for Britain’s progressive parties",
    "Progressive alliances could be a game-changer – for the Greens and the country",
    "Dead Centre: redefining the centre of British politics",
    "Yes we can—and we must: what a progressive alliance might learn from Podemos",
    "If you won’t kiss a Tory, will you hug a centrist?",
    "‘Progressive Alliance’ is now the only alternative to the Tories",
)


def home_sheet(dates: Dates) -> Sheet:
    return Sheet(
        name="home",
        model=HomePage,
        fields={
            "title": "Progressive Alliance: the story so far",
            "introduction": "More than a thousand people came to the first evening. Now we are raising £5,000 for what"
            " they asked us to build: one place online to meet, to share ideas and to plan what comes next.",
        },
        picture="weave",
        crowdfund="online-hub",
        body=lambda shelf: _home_body(shelf, dates),
    )


def _home_body(shelf: Shelf, dates: Dates) -> list[Block]:
    campaign, hub, first = (shelf.pages[name] for name in ("progressive-alliance", "online-hub", "first-meetings"))
    return [
        text(
            f"""
            <h2>How we got here</h2>
            <p>Compass set out to change the mind of one party. Since then we have grown more ambitious: we want every
            progressive party, and people of none, to work out a future together, in a democracy that hears every
            voice.</p>
            <p>After the referendum we stopped waiting and began to organise. On 5 July more than a thousand people
            met to begin the conversation, with speakers from the Greens, Labour, the Liberal Democrats and the SNP.
            Town after town has met since.</p>
            <p>{link(campaign, "Read what a progressive alliance is, and what we plan next")}</p>
            """
        ),
        image(shelf.image("halls")),
        _meetings(dates),
        text(
            f"""
            <h2>Why a hub, and why £5,000?</h2>
            <p>After the evening in July we asked those who came what should happen next. Most wanted the same thing:
            an online hub, where people meet each other and the ideas, share what they make and find out what is on.</p>
            <p>One reader asked why that should cost anything, when good software is free. The software is. The money
            pays for four things that are not:</p>
            <ul>
            <li>designing and building the website</li>
            <li>hosting it</li>
            <li>designing online processes for participation, made for the way we work</li>
            <li>sourcing what there will be to read, watch and discuss</li>
            </ul>
            <p>{link(hub, "See what each of the four costs")}</p>
            """
        ),
        quote("Good luck with the hub-building, I’m donating £50.", "A reader", "in a comment"),
        text(
            f"""
            <h2>What your first gifts did</h2>
            <p>Our first crowdfund brought in just over £4,000. It paid for the evening of 5 July and for the local
            meetings that followed it.</p>
            <p>{link(first, "See what the money was spent on")}</p>
            """
        ),
        *_questions(),
        call_to_action(
            "Could your town be next?",
            "A room, an evening and somebody who knows the place are enough to begin. We help with the rest.",
            "Offer to host a meeting",
            url=f"mailto:{CONTACT}",
        ),
        related_reads("Other interesting reads", READS),
    ]


def _meetings(dates: Dates) -> Block:
    return meetings(
        "Meetings",
        "Each is run by people who live there. Everybody is welcome, whatever their party.",
        [
            meeting("Birmingham", "Confirmed. The venue will be announced here.", day=dates.from_now(15)),
            meeting("Lancaster", "Confirmed. The venue will be announced here.", day=dates.from_now(26)),
            meeting("Surrey", "Confirmed. Day and town will be announced here."),
            meeting(
                "The first evening",
                "Over a thousand people, with speakers from the Greens, Labour, the Liberal Democrats and the SNP.",
                day=dates.evening,
            ),
            meeting("Brighton", "A full room, and the first of the local meetings.", took_place=True),
            meeting("Frome", "Hosted by people who had come to the evening in July.", took_place=True),
            meeting("Liverpool", "Well attended, like all of them so far.", took_place=True),
            meeting("Wealden", "A country district, and another full house.", took_place=True),
        ],
    )


def _questions() -> list[Block]:
    answer = f"For now, answers go below our post on the Compass website, or by mail to {MAIL}."
    return [
        text(
            f"""
            <h2>Three questions for you</h2>
            <h3>What should we be called?</h3>
            <p>Does “Progressive Alliance” say what we are after? Some readers would keep it. Others have proposed
            Social Alliance, People’s Alliance, Together and Inclusion. What would you choose? {answer}</p>
            <h3>Where should we meet?</h3>
            <p>Which towns should come next, who should be in the room, and how should the evening be run? Readers
            have asked for old market towns as well as big cities, and for agendas that are set by those who come.
            {answer}</p>
            <h3>What do women want to say?</h3>
            <p>We plan a series of pieces by women on how alliances could give women a stronger voice in politics. If
            you are a self-defining woman, send us your idea, and help to make this a feminist alliance. {answer}</p>
            """
        )
    ]


def campaign_sheet() -> Sheet:
    return Sheet(
        name="progressive-alliance",
        model=CampaignPage,
        parent="home",
        fields={
            "title": "Progressive Alliance",
            "slug": "progressive-alliance",
            "show_in_menus": True,
            "introduction": "Parties, movements and civil society with values in common, working together: first of all"
            " to break the logjam of our electoral system.",
        },
        picture="halls",
        crowdfund="online-hub",
        body=_campaign_body,
    )


def _campaign_body(shelf: Shelf) -> list[Block]:
    first = shelf.pages["first-meetings"]
    return [
        text(
            """
            <h2>An idea whose time has come</h2>
            <p>Compass has argued for progressive alliances for years. Since the referendum the idea has taken root:
            the Guardian, the New Statesman, openDemocracy and many others have written about it. In a YouGov poll
            during Labour’s leadership election, most supporters of either candidate said that they would be happy
            with a coalition with the Greens, the SNP and Plaid Cymru.</p>
            <p>A book of essays, “The Alternative”, asks which policies and values could unite progressives, and how
            they might cooperate. It was put together by a Labour MP, Lisa Nandy, a Liberal Democrat, Chris Bowers,
            and a Green, Caroline Lucas, with our support.</p>
            """
        ),
        image(shelf.image("weave"), "Many threads, one cloth"),
        text(
            f"""
            <h2>From one evening to many towns</h2>
            <p>More than a thousand people came on 5 July. Meetings in Brighton, Frome, Liverpool and Wealden
            followed; Birmingham, Lancaster and Surrey come next. {link(first, "Gifts of all sizes paid for them")}.</p>
            """
        ),
        quote(
            "The meetings need to be participatory. This is the essence of the alliance – if top down and"
            " orchestrated by MPs, it will not happen.",
            "A reader",
            "in a comment on where and how to meet",
        ),
        text(
            """
            <h2>What we plan</h2>
            <p>This is work for years, not for one election. The hub gives it a home. From there we want to go on
            with:</p>
            <ul>
            <li>a thorough strategy document, and a manifesto that many people write together</li>
            <li>more meetings in the regions, in which everybody takes part</li>
            <li>work with civil society groups</li>
            <li>a steady presence in the media</li>
            </ul>
            <p>Compass cannot carry this alone, and should not try to. We bring people, organisations and ideas
            together, and work with everybody who shares our values.</p>
            <h2>Where readers disagree with us</h2>
            <p>Not everybody is convinced, and we would rather show it than hide it. One reader likes alliances in the
            plural, and worries that one Alliance with a capital letter may divide Labour. Several find the name too
            much of an insiders’ word. They have a point: it must be fresh, and something that people want to belong
            to, or it is only a coalition of losers.</p>
            """
        ),
        quote("The alliance idea is really important, keep up the good work.", "A reader", "who dislikes the name"),
        call_to_action(
            "What would you change?",
            "Tell us what we have missed, or what you can bring. Every letter is read.",
            "Write to us",
            url=f"mailto:{CONTACT}",
        ),
    ]
