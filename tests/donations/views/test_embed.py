"""The tracker for a frame on another site."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from cms.models import OrganisationSettings
from donations.models import Crowdfund
from donations.services import put_crowdfund_text_in_force, withdraw_crowdfund
from tests.factories.donations import NOW

pytestmark = pytest.mark.database

EMBED = "/embed/crowdfunds/online-hub"


def directives(policy: str) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in policy.split(";"))


def test_any_site_may_frame_it_and_it_leads_to_a_new_tab(client: Client, crowdfund: Crowdfund) -> None:
    answer = client.get(EMBED)

    policy = directives(answer["Content-Security-Policy"])
    assert answer.status_code == 200
    assert (policy["frame-ancestors"], policy["form-action"]) == ("*", "'none'")
    assert (policy["default-src"], policy["script-src"]) == ("'none'", "'self'")
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    html = answer.content.decode()
    assert 'href="http://testserver/give/online-hub/?source=embed" target="_blank" rel="noopener"' in html
    assert "<form" not in html


def test_no_other_page_of_giving_may_be_framed(client: Client, crowdfund: Crowdfund) -> None:
    answer = client.get("/give/online-hub/")

    assert directives(answer["Content-Security-Policy"])["frame-ancestors"] == "'self'"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_it_speaks_the_language_that_it_is_asked_for(client: Client, crowdfund: Crowdfund) -> None:
    put_crowdfund_text_in_force(key=crowdfund.key, locale="cy", title="Yr hyb", path="/cy/hyb/")

    answer = client.get(EMBED, {"locale": "cy"})

    assert answer["Content-Language"] == "cy"
    assert '<html lang="cy">' in answer.content.decode()
    assert '<a href="http://testserver/cy/hyb/" target="_blank" rel="noopener">Yr hyb</a>' in answer.content.decode()
    assert "http://testserver/cy/give/online-hub/?source=embed" in answer.content.decode()
    assert client.get(EMBED, {"locale": "xx"}).status_code == 404
    assert client.get(EMBED)["Content-Language"] == "en"


def test_it_bears_the_imprint(client: Client, crowdfund: Crowdfund) -> None:
    organisation = OrganisationSettings.for_site(Site.objects.get())
    organisation.imprint_promoter = "Alex Sample, 1 High Street"
    organisation.save()

    assert "Promoted by Alex Sample, 1 High Street." in client.get(EMBED).content.decode()


def test_what_is_not_in_force_is_not_there_and_what_is_over_asks_for_nothing(
    client: Client, crowdfund: Crowdfund
) -> None:
    Crowdfund.objects.update(last_day="2020-01-01")
    assert "source=embed" not in client.get(EMBED).content.decode()
    withdraw_crowdfund(key=crowdfund.key, now=NOW)

    assert client.get(EMBED).status_code == client.get("/embed/crowdfunds/nothing").status_code == 404


def test_it_costs_one_query_when_it_is_warm(
    client: Client, crowdfund: Crowdfund, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(EMBED)

    with django_assert_num_queries(1):
        client.get(EMBED)


def test_a_gift_from_there_says_so(client: Client, crowdfund: Crowdfund) -> None:
    form = client.get("/give/online-hub/?source=embed").content.decode()

    assert '<input type="hidden" name="source" value="embed">' in form
