"""The demo's standing pages: who we are and what we do with gifts; one that is a draft and one for those signed in."""

from pages.demo.blocks import Block, call_to_action, crowdfund, image, link, text
from pages.demo.building import Sheet, Shelf
from pages.demo.people import CONTACT, MAIL
from pages.models import StandardPage


def standing_sheets() -> tuple[Sheet, ...]:
    return (_about(), _your_gift(), _notes_for_hosts(), _strategy())


def _about() -> Sheet:
    return Sheet(
        name="about",
        model=StandardPage,
        parent="home",
        fields={
            "title": "About us",
            "slug": "about",
            "show_in_menus": True,
            "introduction": "Compass was started for a better society. We bring people, parties and ideas together"
            " that would not otherwise meet.",
        },
        body=_about_body,
    )


def _your_gift() -> Sheet:
    return Sheet(
        name="your-gift",
        model=StandardPage,
        parent="home",
        fields={
            "title": "Your gift",
            "slug": "your-gift",
            "show_in_menus": True,
            "introduction": "Who receives it, how it is used, what we check, and how we protect your privacy.",
        },
        body=_gift_body,
    )


def _notes_for_hosts() -> Sheet:
    return Sheet(
        name="notes-for-hosts",
        model=StandardPage,
        parent="progressive-alliance",
        fields={
            "title": "Notes for hosts",
            "slug": "notes-for-hosts",
            "introduction": "For everybody who runs a local meeting. Please sign in to read them.",
        },
        body=_notes_body,
        needs_login=True,
    )


def _strategy() -> Sheet:
    return Sheet(
        name="strategy",
        model=StandardPage,
        parent="progressive-alliance",
        fields={
            "title": "Strategy: first outline",
            "slug": "strategy",
            "introduction": "Not for publication yet: comments from the working group come first.",
        },
        body=_strategy_body,
        is_draft=True,
    )


def _about_body(shelf: Shelf) -> list[Block]:
    gift, campaign = shelf.pages["your-gift"], shelf.pages["progressive-alliance"]
    return [
        text(
            f"""
            <p>We began with one aim: to influence the direction of the Labour party. Today we build alliances across
            all progressive parties, so that we can negotiate a future together. As our name suggests, we are always
            on a journey. Where it has taken us lately: {link(campaign, "the Progressive Alliance")}.</p>
            <h2>Political, and open about it</h2>
            <p>We want to be political rather than a charity. That makes money from foundations hard to find, so it
            comes from people like you. {link(gift, "What we do with it")} can be read in full.</p>
            """
        ),
        image(shelf.image("table")),
        crowdfund(shelf.pages["online-hub"], "What we ask for at the moment"),
        call_to_action("Talk to us", "Questions, doubts, offers of help.", "Write to us", url=f"mailto:{CONTACT}"),
    ]


def _gift_body(shelf: Shelf) -> list[Block]:
    hub, first = shelf.pages["online-hub"], shelf.pages["first-meetings"]
    return [
        text(
            f"""
            <h2>Who receives it</h2>
            <p>Compass, whose name and address stand at the foot of every page. Payments are made on the page of our
            payment provider, Stripe; we never see your card.</p>
            <h2>How it is used</h2>
            <p>Each crowdfund says what it is for before it asks, line by line, and afterwards what was paid. See
            {link(hub, "what we are asking for now")} and {link(first, "what earlier gifts paid for")}.</p>
            <h2>What we check</h2>
            <p>The law sets limits on who may give to political campaigns. Before we keep a larger gift we may ask you
            who you are. A gift that we may not keep goes back to you. We are not a charity and do not claim Gift
            Aid.</p>
            <h2>If you change your mind</h2>
            <p>Write to {MAIL} with the reference on your receipt, and we return your gift. Our total then falls by
            that amount, for everybody to see.</p>
            <h2>What we know about you</h2>
            <p>Stripe tells us your name and e-mail address, so that we can send a receipt and keep the accounts that
            the law asks for. That you gave may show what you believe, so we treat it as confidential: your name is
            not published, and we pass it on to nobody unless the law obliges us to. This site sets no cookies for
            visitors and loads nothing from elsewhere.</p>
            """
        )
    ]


def _notes_body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """
            <h2>Before</h2>
            <ol>
            <li>Choose a room that everybody can get into: step-free, near a bus stop, with a hearing loop.</li>
            <li>Ask two people from different parties to host with you.</li>
            <li>Let those who come set the agenda. Ask them when they sign up.</li>
            </ol>
            <h2>On the evening</h2>
            <p>Begin in small groups. Speeches come last, if at all. One person writes down what was agreed.</p>
            <h2>After</h2>
            <p>Send us the notes and the bills within two weeks, so that both can be published.</p>
            """
        )
    ]


def _strategy_body(shelf: Shelf) -> list[Block]:
    return [
        text(
            """
            <h2>What the document should answer</h2>
            <ul>
            <li>In which places could parties stand aside for one another, and who decides that?</li>
            <li>Which policies do we share already?</li>
            <li>What do members of each party need to hear first?</li>
            </ul>
            """
        )
    ]
