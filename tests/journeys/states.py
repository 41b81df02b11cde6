"""The states that pages can be in, by name, and how a reader of the demo gets there."""

from collections.abc import Callable
from functools import partial

from playwright.sync_api import Page

from tests.journeys.states_of_meetings import see

HUB = "/give/online-hub/"
CONSOLE = "/sandbox/"


def give_nothing(reader: Page) -> None:
    reader.goto(HUB)
    reader.get_by_role("button", name="Give").click()


def open_pay_page(reader: Page, path: str = HUB) -> None:
    reader.goto(path)
    reader.get_by_label("£25").check()
    reader.get_by_role("button", name="Give £25").click()


def pay_with(outcome: str, reader: Page) -> None:
    open_pay_page(reader)
    reader.get_by_label("Email address").fill("ada@example.org")
    reader.get_by_label(outcome).check()
    reader.get_by_role("button", name="Pay £25").click()


def pay_nothing(reader: Page) -> None:
    open_pay_page(reader)
    reader.get_by_label("Email address").fill("nobody")
    reader.get_by_role("button", name="Pay £25").click()


def declare(reader: Page, *, postcode: str) -> None:
    """What the law asks of the donor of a large gift; with no postcode they have forgotten it."""
    reader.goto(HUB)
    reader.get_by_label("Or another amount, in pounds").fill("510")
    reader.get_by_role("button", name="Give £510").click()
    reader.get_by_label("Email address").fill("ada@example.org")
    reader.get_by_role("button", name="Pay £510").click()
    reader.get_by_role("link", name="Say who you are").click()
    reader.get_by_label("Full name").fill("Ada Lovelace")
    reader.get_by_label("Home address").fill("1 Analytical Row")
    reader.get_by_label("Postcode").fill(postcode)
    reader.get_by_role("checkbox").check()
    reader.get_by_role("button", name="Send").click()


def walk_away(reader: Page) -> None:
    open_pay_page(reader)
    reader.get_by_role("link", name="Go back without paying").click()


def receipt_of_unpaid(reader: Page) -> None:
    walk_away(reader)
    reader.goto(f"/receipts/{reader.url.partition('cancelled=')[2]}/")


def receipt_after(actions: list[str], reader: Page, outcome: str = "Card that is accepted", amount: str = "") -> None:
    """The receipt of a gift to which the bank or the treasurer did something in the sandbox's console."""
    pay_with(outcome, reader)
    receipt = reader.url
    for action in actions:
        reader.goto(CONSOLE)
        newest = reader.locator("article").first
        if amount:
            newest.get_by_label("Amount").fill(amount)
        newest.get_by_role("button", name=action).click()
    reader.goto(receipt)


def expired_receipt(reader: Page) -> None:
    walk_away(reader)
    receipt = f"/receipts/{reader.url.partition('cancelled=')[2]}/"
    reader.goto(CONSOLE)
    reader.locator("article").first.get_by_role("button", name="Let it expire").click()
    reader.goto(receipt)


def ended_pay_page(reader: Page) -> None:
    open_pay_page(reader)
    pay_page = reader.url
    reader.goto(CONSOLE)
    reader.locator("article").first.get_by_role("button", name="Let it expire").click()
    reader.goto(pay_page)


def stripe_is_down(reader: Page) -> None:
    """For three calls, as often as the SDK tries."""
    reader.goto(CONSOLE)
    reader.get_by_label("What goes wrong").select_option("500")
    reader.get_by_role("button", name="Let the next calls fail").click()
    open_pay_page(reader)


def monthly_after(actions: list[str], reader: Page) -> None:
    """The page of a monthly gift on which somebody pressed a button, or of which the console says how it went on."""
    reader.goto(HUB)
    reader.get_by_label("£25").check()
    reader.get_by_label("Every month").check()
    reader.get_by_role("button", name="Give £25 a month").click()
    reader.get_by_label("Email address").fill("ada@example.org")
    reader.get_by_role("button", name="Pay £25").click()
    reader.get_by_role("link", name="Change or stop it").click()
    gift = reader.url
    for action in actions:
        is_of_stripe = action.startswith("The next month")
        if is_of_stripe:
            reader.goto(CONSOLE)
        reader.get_by_role("button", name=action).first.click()
        if is_of_stripe:
            reader.goto(gift)


def stop_while_stripe_is_down(reader: Page) -> None:
    monthly_after([], reader)
    gift = reader.url
    reader.goto(CONSOLE)
    reader.get_by_label("What goes wrong").select_option("500")
    reader.get_by_role("button", name="Let the next calls fail").click()
    reader.goto(gift)
    reader.get_by_role("button", name="Stop my monthly gift").click()


def sign_up_without_a_tick(reader: Page) -> None:
    reader.goto("/progressive-alliance/")
    reader.get_by_role("button", name="Keep me posted").click()


def sign_up_for_news(reader: Page, email: str) -> None:
    reader.goto("/progressive-alliance/")
    form = reader.locator("form").filter(has=reader.get_by_role("button", name="Keep me posted"))
    form.get_by_label("Email address").fill(email)
    form.get_by_role("checkbox").first.check()
    form.get_by_role("button", name="Keep me posted").click()


def wrong_password(reader: Page, times: int = 1) -> None:
    for _ in range(times):
        reader.goto("/login/")
        reader.get_by_label("Username or email address").fill("not-a-person")
        reader.get_by_label("Password", exact=True).fill("wrong")
        reader.get_by_role("button", name="Sign in").click()


def ask_for_code(reader: Page, code: str = "") -> None:
    """With a `code` it is typed, too."""
    reader.goto("/accounts/login/code/")
    reader.get_by_label("Email address").fill("not-a-person@example.org")
    reader.get_by_role("button", name="Send the code").click()
    if code:
        reader.get_by_label("Code").fill(code)
        reader.get_by_role("button", name="Sign in").click()


def stale_form(reader: Page) -> None:
    reader.goto("/login/")
    reader.context.clear_cookies()
    reader.get_by_role("button", name="Sign in").click()


def write_on_receipt(reader: Page, **typed: str) -> None:
    pay_with("Card that is accepted", reader)
    for label, text in typed.items():
        reader.get_by_label(label.replace("_", " ")).fill(text)
    reader.get_by_role("button", name="Save").click()


def ask_money_back(reader: Page, words: str | None = None) -> None:
    """With `words` the button is pressed, too."""
    pay_with("Card that is accepted", reader)
    reader.get_by_role("link", name="Ask for my money back").click()
    if words is not None:
        reader.get_by_label("Anything we should know").fill(words)
        reader.get_by_role("button", name="Ask for my money back").click()


STATES: dict[str, Callable[[Page], None]] = {
    "home": partial(see, "/"),
    "campaign": partial(see, "/progressive-alliance/"),
    "crowdfund": partial(see, "/progressive-alliance/online-hub/"),
    "closed crowdfund over its goal": partial(see, "/progressive-alliance/first-meetings/"),
    "closed crowdfund under its goal": partial(see, "/progressive-alliance/subtitles/"),
    "standard page": partial(see, "/about/"),
    "home in Welsh": partial(see, "/cy/"),
    "campaign in Welsh": partial(see, "/cy/progressive-alliance/"),
    "crowdfund in Welsh": partial(see, "/cy/progressive-alliance/online-hub/"),
    "give": partial(see, HUB),
    "ledger": partial(see, "/give/first-meetings/ledger/"),
    "give with errors": give_nothing,
    "give cancelled": walk_away,
    "give closed": partial(see, "/give/first-meetings/"),
    "give in Welsh": partial(see, "/cy/give/online-hub/"),
    "Stripe is down": stripe_is_down,
    "pay page": open_pay_page,
    "pay page with errors": pay_nothing,
    "pay page after a declined card": partial(pay_with, "Card that is declined"),
    "pay page's extra step": partial(pay_with, "Card that asks for an extra step"),
    "pay page that has expired": ended_pay_page,
    "console": partial(see, CONSOLE),
    "receipt": partial(pay_with, "Card that is accepted"),
    "receipt of an unpaid gift": receipt_of_unpaid,
    # One that arrives would move the tracker in the midst of another test.
    "receipt of a gift under way": partial(pay_with, "Bank payment that fails in a minute"),
    "receipt of a failed payment": partial(receipt_after, ["The bank refuses"], outcome="Bank payment that fails"),
    "receipt of an expired payment": expired_receipt,
    "receipt of a returned gift": partial(receipt_after, ["Send back"]),
    "receipt of a partly returned gift": partial(receipt_after, ["Send back"], amount="5"),
    "receipt of a disputed gift": partial(receipt_after, ["Open a dispute"]),
    "monthly gift": partial(monthly_after, []),
    "monthly gift with errors": partial(monthly_after, ["Change the amount"]),
    "monthly gift that failed": partial(monthly_after, ["The next month’s payment fails"]),
    "monthly gift that was stopped": partial(monthly_after, ["Stop my monthly gift"]),
    "monthly gift while Stripe is down": stop_while_stripe_is_down,
    "receipt with words": partial(write_on_receipt, Name_to_show="A teacher", A_few_words_beside_it="Go on!"),
    "receipt with words that lack a name": partial(write_on_receipt, A_few_words_beside_it="Go on!"),
    "money back": ask_money_back,
    "money back with too many words": partial(ask_money_back, words="x" * 2001),
    "money back asked for": partial(ask_money_back, words="Please."),
    "supporters": partial(see, "/give/online-hub/supporters/"),
    "updates": partial(see, "/give/online-hub/updates/"),
    "declaration with errors": partial(declare, postcode=""),
    "declaration that was sent": partial(declare, postcode="BN1 1AA"),
    "signing up with errors": sign_up_without_a_tick,
    "signing up that was asked for": partial(sign_up_for_news, email="ada-signs-up@example.org"),
    "choices that are not known": partial(see, "/my-choices/00000000-0000-4000-8000-000000000000/"),
    "sign in": partial(see, "/login/"),
    "sign in with errors": wrong_password,
    "sign in with a code": ask_for_code,
    "sign in with a wrong code": partial(ask_for_code, code="WRONG1"),
    "password reset": partial(see, "/accounts/password/reset/"),
    "password reset with a stale link": partial(see, "/accounts/password/reset/key/1-old/"),
    "search": partial(see, "/search/"),
    "search with hits": partial(see, "/search/?q=meeting"),
    "search without hits": partial(see, "/search/?q=zebra"),
    "400, 404": partial(see, "/nothing/"),
    "403": stale_form,
    "429": partial(wrong_password, times=7),
}
