"""Where a gift was begun, as the form on a page of its own tells it."""

import pytest
from django.test import Client

SOURCE = '<input type="hidden" name="source" value="{}">'

pytestmark = pytest.mark.usefixtures("crowdfund", "stripe_gateway")


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("/give/online-hub/", "/give/online-hub/"),
        ("/give/online-hub/?source=", "/give/online-hub/"),
        ("/cy/give/online-hub/", "/cy/give/online-hub/"),
        ("/give/online-hub/?source=embed", "embed"),
    ],
)
def test_a_gift_whose_source_nobody_names_was_begun_on_the_form_s_own_page(
    client: Client, address: str, source: str
) -> None:
    assert SOURCE.format(source) in client.get(address).content.decode()
