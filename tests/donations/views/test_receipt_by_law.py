"""What the receipt of a large gift says of staying anonymous."""

import pytest
from django.test import Client

from tests.factories.donations import make_crowdfund
from tests.factories.law import give, send_back

pytestmark = pytest.mark.django_db

UNLESS = "Only the treasurer then knows who gave, except where the law publishes it."


@pytest.mark.parametrize(("amount_minor", "is_said"), [(60_000, True), (50_000, False)])
def test_who_gave_much_is_told_that_the_law_may_name_them(client: Client, amount_minor: int, is_said: bool) -> None:
    donation = give(make_crowdfund(), amount_minor)

    html = client.get(donation.receipt_path).content.decode()

    assert (UNLESS in html) is is_said
    assert ("Only the treasurer then knows who gave." in html) is not is_said
    assert ("Where the law asks for it, who gave is published all the same." in html) is is_said


def test_what_goes_back_is_not_published(client: Client) -> None:
    donation = give(make_crowdfund())
    send_back()

    assert UNLESS not in client.get(donation.receipt_path).content.decode()
