"""A bank statement is read, looked through, and only what was ticked is entered."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import ModelLogEntry

from donations.models import Crowdfund, Donation, OfflineGift
from tests.factories.donations import make_crowdfund
from tests.factories.offline import make_treasurer
from tests.factories.recording import shown

SignIn = Callable[[str], Client]
IMPORT = "/admin/offlinegift/import/"
STATEMENT = (
    "Date,Name,Reference,Paid in,Paid out\n"
    "05/10/2026,A BYRON,HUB,50.00,\n"
    "05/10/2026,A BYRON,HUB,50.00,\n"
    "06/10/2026,HALL LTD,RENT,,120.00\n"
    "31/02/2026,B OWEN,HUB,10.00,\n"
    "07/10/2026,C GILL,HUB,700.00,\n"
    "01/01/2099,D REES,HUB,5.00,\n"
)


def upload(browser: Client, text: str | bytes = STATEMENT, name: str = "statement.csv") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    answer = browser.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 200
    return answer.content.decode()


def statement_in(page: str) -> str:
    found = re.search(r'name="statement" value="([^"]+)"', page)
    assert found
    return found[1]


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def take_in(browser: Client, page: str, crowdfund: Crowdfund, lines: list[int], /, **more: str) -> str:
    sent = {"statement": statement_in(page), "crowdfund": crowdfund.pk, "line": lines, "locale": "en", "approve": "on"}
    return browser.post(IMPORT, {**sent, **more}, follow=True).content.decode()


def test_the_file_is_shown_line_by_line_and_nothing_is_written(treasurer: Client, crowdfund: Crowdfund) -> None:
    page = upload(treasurer)

    rows = re.findall(r"<tr>(.*?)</tr>", page.split("<tbody>")[1], re.S)
    cells = [[words(cell) for cell in re.findall("<td>(.*?)</td>", row, re.S)] for row in rows]
    assert [" | ".join(row) for row in cells] == [
        "2 | 5 October 2026 | £50 | A BYRON | HUB | New: entered when ticked",
        "3 | 5 October 2026 | £50 | A BYRON | HUB | New: entered when ticked",
        "4 | 6 October 2026 | -£120 | HALL LTD | RENT | Nothing: it went out",
        "5 | – | £10 | B OWEN | HUB | Nothing: it cannot be read. It has no day that could be read",
        "6 | 7 October 2026 | £700 | C GILL | HUB | New: entered when ticked",
        "7 | 1 January 2099 | £5 | D REES | HUB | Nothing: it cannot be read. Its day is still to come",
    ]
    assert "New: 3. Entered before: 0. Going out: 1. Cannot be read: 2." in page
    assert (OfflineGift.objects.count(), Donation.objects.count()) == (0, 0)
    assert ModelLogEntry.objects.filter(action="donations.bank_statement").count() == 1


def test_no_line_is_ticked_beforehand_and_nothing_counts_at_once(treasurer: Client, crowdfund: Crowdfund) -> None:
    page = upload(treasurer)

    assert page.count('name="line"') == 3
    assert " checked" not in page


def test_one_button_ticks_all_new_lines_and_keeps_what_was_typed(treasurer: Client, crowdfund: Crowdfund) -> None:
    other = make_crowdfund("another")

    page = take_in(treasurer, upload(treasurer), other, [], tick_all="yes")

    ticked = re.findall(r'name="line" value="(\d+)" checked', page)
    assert ticked == ["2", "3", "6"]
    assert f'<option value="{other.pk}" selected>' in page
    assert "Tick the lines that are gifts" not in page
    assert OfflineGift.objects.count() == 0


def test_a_payout_of_stripe_is_pointed_out_and_not_ticked_with_the_others(
    treasurer: Client, crowdfund: Crowdfund
) -> None:
    text = "Date,Name,Reference,Amount\n05/10/2026,STRIPE PAYMENTS UK,R7X2,480.10\n05/10/2026,A BYRON,HUB,50.00\n"

    page = take_in(treasurer, upload(treasurer, text), crowdfund, [], tick_all="yes")

    assert page.count("Stripe seems to have paid out gifts that count already: entered, they would count twice") == 1
    assert re.findall(r'name="line" value="(\d+)"( checked)?', page) == [("2", ""), ("3", " checked")]


def test_where_the_bank_names_nobody_its_words_are_offered_as_the_name(treasurer: Client, crowdfund: Crowdfund) -> None:
    page = upload(treasurer, "Date,Description,Amount\n05/10/2026,FPI BYRON A HUB,50.00\n06/10/2026,B OWEN,10.00\n")
    assert re.search(r'name="payer-2" value="FPI BYRON A HUB"', page)

    take_in(treasurer, page, crowdfund, [2, 3], **{"payer-2": "Ada Byron", "payer-3": "B OWEN"})

    gifts = OfflineGift.objects.order_by("pk").values_list("payer_name", "reference")
    assert list(gifts) == [("Ada Byron", "FPI BYRON A HUB"), ("B OWEN", "B OWEN")]


def test_nine_hundred_lines_without_a_name_can_all_be_sent(treasurer: Client, crowdfund: Crowdfund) -> None:
    rows = "".join(f"05/10/2026,GIFT {n},{n}.00\n" for n in range(1, 901))
    page = upload(treasurer, "Date,Description,Amount\n" + rows)
    fields = re.findall(r'name="(payer-\d+)" value="([^"]+)"', page)

    again = take_in(treasurer, page, crowdfund, list(range(2, 902)), crowdfund="", **dict(fields))

    assert len(fields) == 80
    assert "Choose a crowdfund" in again


def test_what_is_ticked_is_entered_and_counts_up_to_the_limit(treasurer: Client, crowdfund: Crowdfund) -> None:
    make_treasurer()

    said = take_in(treasurer, upload(treasurer), crowdfund, [2, 3, 6])

    assert "3 lines are entered. 1 waits for approval." in said
    assert shown(crowdfund) == (10_000, 2)
    gifts = OfflineGift.objects.order_by("pk").values_list("method", "payer_name", "reference", "decision")
    assert list(gifts) == [
        ("transfer", "A BYRON", "HUB", "approved"),
        ("transfer", "A BYRON", "HUB", "approved"),
        ("transfer", "C GILL", "HUB", "waiting"),
    ]


def test_the_same_and_an_overlapping_statement_double_nothing(treasurer: Client, crowdfund: Crowdfund) -> None:
    page = upload(treasurer)
    take_in(treasurer, page, crowdfund, [2])

    again = take_in(treasurer, page, crowdfund, [2, 3])
    assert "One of these lines is not new any more" in again
    assert shown(crowdfund) == (5000, 1)

    later = "Date,Name,Reference,Paid in,Paid out\n08/10/2026,E,HUB,5,\n07/10/2026,C GILL,HUB,700.00,\n"
    later += "05/10/2026,A BYRON,HUB,50.00,\n" * 2
    page = upload(treasurer, later)
    assert "New: 3. Entered before: 1." in page
    assert "Entered before</a>: Approved" in page
    take_in(treasurer, page, crowdfund, [2, 5])
    assert shown(crowdfund) == (10_500, 3)


def test_lines_of_another_crowdfund_are_entered_from_the_same_file(treasurer: Client, crowdfund: Crowdfund) -> None:
    other = make_crowdfund("another")
    take_in(treasurer, upload(treasurer), crowdfund, [2])

    take_in(treasurer, upload(treasurer), other, [3])

    assert (shown(crowdfund), shown(other)) == ((5000, 1), (5000, 1))


def test_without_the_wish_to_count_everything_waits(treasurer: Client, crowdfund: Crowdfund) -> None:
    said = take_in(treasurer, upload(treasurer), crowdfund, [2, 3], approve="")

    assert "2 lines are entered. 2 wait for approval." in said
    assert shown(crowdfund) == (0, 0)


@pytest.mark.parametrize(
    ("lines", "crowdfund_key", "said"),
    [
        ([], None, "Tick the lines that are gifts"),
        ([4], None, "One of these lines is not new any more"),
        (["x"], None, "One of these lines is not new any more"),
        (["2\0"], None, "One of these lines is not new any more"),
        ([2], "", "Choose a crowdfund"),
        ([2], "9" * 30, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_beside_the_lines_and_ticks_are_kept(
    treasurer: Client, crowdfund: Crowdfund, lines: list[int], crowdfund_key: str | None, said: str
) -> None:
    sent = {} if crowdfund_key is None else {"crowdfund": crowdfund_key}

    page = take_in(treasurer, upload(treasurer), crowdfund, lines, **sent)

    assert said in page
    assert ('value="2" checked' in page) == (2 in lines)
    assert 'value="3" checked' not in page
    assert OfflineGift.objects.count() == 0


def test_lines_that_nobody_read_are_not_believed(treasurer: Client, sign_in: SignIn, crowdfund: Crowdfund) -> None:
    page = upload(treasurer)
    other = Client()
    other.force_login(make_treasurer())

    for browser, statement in ((other, statement_in(page)), (treasurer, "x:y:z"), (treasurer, "\0"), (treasurer, "")):
        answer = browser.post(
            IMPORT, {"statement": statement, "crowdfund": crowdfund.pk, "line": [2], "locale": "en"}, follow=True
        )
        assert "Choose the file once more" in answer.content.decode()

    assert OfflineGift.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The submitted file is empty|This file is empty"),
        (b"%PDF-1.7\0", "This is no CSV file"),
        (b"Hello\n", "No line of this file names its columns"),
        (b"Date,Amount\n", "This file has no lines"),
        (b"x" * 1_000_001, "larger than 1 MB"),
        (b"Date,Amount\n" + b"05/11/2026,5\n" * 1000, "more than 900 lines"),
    ],
)
def test_a_file_that_is_no_statement_is_refused_with_the_reason(treasurer: Client, data: bytes, said: str) -> None:
    assert re.search(said, upload(treasurer, data))


def test_without_a_file_one_is_asked_for(treasurer: Client) -> None:
    assert "Choose a file" in treasurer.post(IMPORT, {}).content.decode()


def test_nine_hundred_lines_can_all_be_ticked(treasurer: Client, crowdfund: Crowdfund) -> None:
    text = "Date,Amount\n" + "".join(f"05/10/2026,{n}.00\n" for n in range(1, 901))

    page = take_in(treasurer, upload(treasurer, text), crowdfund, list(range(2, 902)), crowdfund="")

    assert "Choose a crowdfund" in page
    assert page.count('name="line"') == 900
