"""The field for an email address: what looks like another address, or grows, never reaches a mail or a database."""

import pytest
from django.core.exceptions import ValidationError

from cms.email_field import EmailAddressField


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ann@example.org", "ann@example.org"),
        (" Ann+hub@Example.ORG ", "Ann+hub@Example.ORG"),
        ("ann@bücher.example", "ann@xn--bcher-kva.example"),
        ("ann@gmaıl.example", "ann@xn--gmal-nza.example"),
        ("ann@mar\u212aet.example", "ann@market.example"),
    ],
)
def test_an_address_is_kept_as_mail_servers_know_it(typed: str, kept: str) -> None:
    assert EmailAddressField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "mıke@example.org",
        "ann@exa\u202emple.org",
        "ann@" + ".".join(["İ" * 60] * 3) + ".example",
        "ann@" + "İ." * 110 + "example",
        "ann@" + "x" * 250 + ".org",
        "ann@example.org\r\nBcc: bob@example.org",
        "ann@example.org,bob@example.org",
    ],
)
def test_what_is_no_address_or_only_looks_like_one_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        EmailAddressField().clean(typed)
