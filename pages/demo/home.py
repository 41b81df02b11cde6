"""The words of the demo's home page. The facts are those of a real post of 2016."""

from pages.demo.blocks import (
    Block,
    call_to_action,
    crowdfund,
    events,
    image,
    link,
    quote,
    text,
)
from pages.demo.building import Sheet, Shelf
from pages.demo.people import CONTACT, MAIL
from pages.models import HomePage

READS = (
    "The Greens have got it: alliances can work for Britain’s progressive parties",
    "Progressive alliances could be a game-changer – for the Greens and the country",
    "Dead Centre: redefining the centre of British politics",
    "Yes we can—and we must: what a progressive alliance might learn from Podemos",
    "If you won’t kiss a Tory, will you hug a centrist?",
    "‘Progressive Alliance’ is now the only alternative to the Tories",
)


def home_sheet() -> Sheet:
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
        body=_home_body,
    )


def _home_body(shelf: Shelf) -> list[Block]:
    return [
        _how_we_got_here(shelf),
        image(shelf.image("halls")),
        events("Meetings", "Each is run by people who live there. Everybody is welcome, whatever their party."),
        _took_place(),
        _why_a_hub(shelf),
        quote("Good luck with the hub-building, I’m donating £50.", "A reader", "in a comment"),
        _first_gifts(shelf),
        _questions(),
        call_to_action(
            "Could your town be next?",
            "A room, an evening and somebody who knows the place are enough to begin. We help with the rest.",
            "Offer to host a meeting",
            url=f"mailto:{CONTACT}",
        ),
        _reads(),
        crowdfund(shelf.pages["online-hub"], "Help us build the hub"),
    ]


def _how_we_got_here(shelf: Shelf) -> Block:
    campaign = shelf.pages["progressive-alliance"]
    return text(
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
    )


def _why_a_hub(shelf: Shelf) -> Block:
    hub = shelf.pages["online-hub"]
    return text(
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
    )


def _first_gifts(shelf: Shelf) -> Block:
    first = shelf.pages["first-meetings"]
    return text(
        f"""
        <h2>What your first gifts did</h2>
        <p>Our first crowdfund brought in just over £4,000. It paid for the evening of 5 July and for the local
        meetings that followed it.</p>
        <p>{link(first, "See what the money was spent on")}</p>
        """
    )


def _took_place() -> Block:
    return text(
        """
        <h3>Took place</h3>
        <ul>
        <li><b>The first evening</b>: Over a thousand people, with speakers from the Greens, Labour, the Liberal
        Democrats and the SNP.</li>
        <li><b>Brighton</b>: A full room, and the first of the local meetings.</li>
        <li><b>Frome</b>: Hosted by people who had come to the evening in July.</li>
        <li><b>Liverpool</b>: Well attended, like all of them so far.</li>
        <li><b>Wealden</b>: A country district, and another full house.</li>
        </ul>
        """
    )


def _reads() -> Block:
    return text(f"<h2>Other interesting reads</h2> <ul>{''.join(f'<li>{title}</li>' for title in READS)}</ul>")


def _questions() -> Block:
    answer = f"For now, answers go below our post on the Compass website, or by mail to {MAIL}."
    return text(
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
