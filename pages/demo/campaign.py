"""The words of the demo's campaign page. The facts are those of a real post of 2016 and its comments."""

from pages.demo.blocks import Block, call_to_action, crowdfund, image, link, quote, sign_up, text
from pages.demo.building import Sheet, Shelf
from pages.demo.people import CONTACT
from pages.models import CampaignPage


def campaign_sheet() -> Sheet:
    return Sheet(
        name="progressive-alliance",
        model=CampaignPage,
        parent="home",
        fields={
            "title": "Progressive Alliance",
            "slug": "progressive-alliance",
            "show_in_menus": True,
            "comments": "open",
            "introduction": "Parties, movements and civil society with values in common, working together: first of all"
            " to break the logjam of our electoral system.",
        },
        picture="halls",
        crowdfund="online-hub",
        body=_campaign_body,
    )


def _campaign_body(shelf: Shelf) -> list[Block]:
    return [
        _idea(),
        image(shelf.image("weave"), "Many threads, one cloth"),
        _evening(shelf),
        quote(
            "The meetings need to be participatory. This is the essence of the alliance – if top down and"
            " orchestrated by MPs, it will not happen.",
            "A reader",
            "in a comment on where and how to meet",
        ),
        _plans(),
        _doubts(),
        call_to_action(
            "What would you change?",
            "Tell us what we have missed, or what you can bring. Every letter is read.",
            "Write to us",
            url=f"mailto:{CONTACT}",
        ),
        quote("The alliance idea is really important, keep up the good work.", "A reader", "who dislikes the name"),
        crowdfund(shelf.pages["online-hub"], "Help us build the hub"),
        sign_up("Hear how it goes on", "A mail now and then, and only about what you tick.", "Keep me posted"),
    ]


def _idea() -> Block:
    return text(
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
    )


def _evening(shelf: Shelf) -> Block:
    first = shelf.pages["first-meetings"]
    return text(
        f"""
        <h2>From one evening to many towns</h2>
        <p>More than a thousand people came on 5 July. Meetings in Brighton, Frome, Liverpool and Wealden
        followed; Birmingham, Lancaster and Surrey come next. {link(first, "Gifts of all sizes paid for them")}.</p>
        """
    )


def _plans() -> Block:
    return text(
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
        """
    )


def _doubts() -> Block:
    return text(
        """
        <h2>Where readers disagree with us</h2>
        <p>Not everybody is convinced, and we would rather show it than hide it. One reader likes alliances in the
        plural, and worries that one Alliance with a capital letter may divide Labour. Several find the name too
        much of an insiders’ word. They have a point: it must be fresh, and something that people want to belong
        to, or it is only a coalition of losers.</p>
        """
    )
