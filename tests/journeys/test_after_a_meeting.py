"""What is over, on a small screen and a large one: how it was, and the desk's pages that tell of it."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site
from tests.journeys.test_accessibility import faults_of, open_at_desk

YESTERDAY = """
from datetime import timedelta
from django.utils import timezone
from events.models import Occurrence, SignUp
row, now = Occurrence.objects.filter(event__slug="frome-table").latest("starts_at"), timezone.now()
told = {"email": "after@example.org", "state": "coming", "created_at": now, "locale": "en"}
people = [SignUp.objects.create(occurrence=row, name="Ann", **told | {"email": f"a{n}@example.org"}) for n in range(3)]
Occurrence.objects.filter(pk=row.pk).update(starts_at=now - timedelta(hours=20), ends_at=now - timedelta(hours=18))
from events.services.surveys import answer
for each in people[1:]:
    answer(public_id=each.public_id, answers=[("What was good?", "The soup")], now=now)
print(people[0].survey_path)
"""


def test_its_pages_are_accessible_and_lead_on(page: Page, site: Site) -> None:
    survey = site.manage("shell", "--verbosity", "0", "--command", YESTERDAY).split()[-1]
    open_at_desk(page)
    page.goto(f"{site.url}{survey}")
    assert faults_of(page) == []
    page.get_by_label("What was good?").fill("The bread")
    page.get_by_role("button", name="Keep my answers").click()
    expect(page.get_by_role("status")).to_have_text("Thank you. Your answers are kept.")
    page.goto(f"{site.url}/login/?next=/desk/frome/")
    page.get_by_label("Username or email address").fill("frome")
    page.get_by_label("Password", exact=True).fill("changeme")
    page.get_by_role("button", name="Sign in").click()

    page.get_by_role("link", name="Tell how it went").click()
    page.get_by_role("button", name="Continue to the photos").click()
    expect(page.get_by_role("link", name="Say in a few sentences what happened")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_label("What happened?").fill("We ate.")
    page.get_by_role("button", name="Continue to the photos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Photos")
    assert faults_of(page) == []
    page.get_by_role("button", name="Save draft").click()
    assert faults_of(page) == []
    page.get_by_role("link", name="What people answered").first.click()
    expect(page.get_by_text("The bread")).to_be_visible()
    assert faults_of(page) == []
    page.goto(f"{site.url}/desk/frome/meetings/")
    page.get_by_role("link", name="What to talk about").first.click()
    assert faults_of(page) == []
