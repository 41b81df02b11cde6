"""An archive as editors bring it: the pages, comments, pictures and old addresses that come of it, once."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Revision

from cms.models import CampaignDocument, CampaignImage, Topic
from community.models import Comment, Commenter, State
from community.spam.assessment import HOLD
from pages.models import BlogIndexPage, BlogPostPage, ImportedItem, PersonPage, StandardPage
from search.queries import find
from tests.factories.wordpress import SAMPLE

pytestmark = pytest.mark.django_db

STORY = "Progressive Alliance – The Story So Far"


@pytest.fixture
def uploads(tmp_path: Path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "uploads" / "2016" / "07"
    folder.mkdir(parents=True)
    for name in ("hall.png", "stage.png"):
        (folder / name).write_bytes(get_test_image_file(name, size=(64, 36)).file.getvalue())
    (folder / "programme.pdf").write_bytes(b"%PDF-1.4 words")
    return tmp_path / "uploads"


def bring(*arguments: object, file: Path = SAMPLE, report: Path) -> str:
    out = StringIO()
    call_command("import_wordpress", file, *arguments, report=report, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "report.csv"


def told(report: Path) -> list[tuple[str, str]]:
    with report.open(encoding="utf-8-sig", newline="") as file:
        return [(row["WordPress id"], row["what"]) for row in csv.DictReader(file)]


def post(title: str = STORY) -> BlogPostPage:
    return BlogPostPage.objects.get(title=title)


def test_posts_come_as_they_were(uploads, report, client):
    bring("--media", uploads, report=report)

    blog = BlogIndexPage.objects.get()
    story, evening = post(), post("An evening for a thousand people")
    assert blog.title == "Compass"
    assert story.get_parent().pk == blog.pk
    assert (story.slug, f"{story.date}", story.live) == ("the-story-so-far", "2016-10-01", True)
    assert story.introduction == "We are fundraising for £5000 to build an online hub. Can you help?"
    assert [author.person.title for author in story.post_authors.all()] == ["Ayeisha"]
    assert [topic.name for topic in story.topics.all()] == ["Progressive Alliance"]
    assert story.social_image.title == "Hall"
    assert [block.block_type for block in story.body] == ["image", "text"]
    assert story.body[0].value["caption"] == "Over a thousand people came on 5 July"
    assert story.body[0].value["image"].contextual_alt_text == "A full hall seen from the stage"
    assert [block.block_type for block in evening.body] == ["text", "quote", "video", "gallery", "table"]
    assert [each["caption"] for each in evening.body[3].value["pictures"]] == ["Before it began", ""]
    page = client.get(story.url).content.decode()
    assert "Over a thousand people came on 5 July" in page
    assert "Wales" not in page
    assert set(BlogPostPage.objects.not_live().values_list("title", flat=True)) == {
        "For members only",
        "What the hub should be able to do",
    }
    assert [hit.title for hit in find("convener", locale=Locale.get_default()).pages] == [STORY]


def test_comments_keep_their_threads_and_what_was_decided(report):
    bring(report=report)

    talk = Comment.objects.under(post().translation_key)
    assert [(each.depth, each.name, each.state) for each in talk] == [
        (1, "Chris", State.SHOWN),
        (2, "Compass", State.SHOWN),
        (3, "Chris", State.SHOWN),
        (3, "Sam", State.SHOWN),
        (1, "Anita", State.SHOWN),
        (2, "A passer-by", State.SHOWN),
        (1, "John", State.SHOWN),
        (1, "Ruth", State.SHOWN),
        (1, "Owen", State.SHOWN),
        (1, "Megan", State.SHOWN),
        (1, "Sam", State.SHOWN),
        (1, "watches", State.SPAM),
        (1, "Gwen", State.HELD),
    ]
    assert talk.get(text="@Chris: Would Matrix do?").parent.name == "Compass"
    assert [each.name for each in talk if each.is_official] == ["Compass"]
    pointed_out = talk.filter(state=State.SHOWN, judged_at=None, score__gte=HOLD)
    assert [each.name for each in pointed_out] == ["A passer-by"]
    assert not Commenter.objects.exclude(confirmed_at=None).exists()


def test_links_lead_to_our_pages_even_where_these_came_later(uploads, report, client):
    bring("--media", uploads, report=report)

    story, evening, events = post(), post("An evening for a thousand people"), StandardPage.objects.get(title="Events")
    assert f'linktype="page" id="{evening.pk}"' in str(story.body.raw_data[1]["value"])
    assert f'linktype="page" id="{events.pk}"' in str(story.body.raw_data[1]["value"])
    words = evening.body.raw_data[0]["value"]
    assert f'linktype="page" id="{story.pk}"' in words
    assert f'linktype="document" id="{CampaignDocument.objects.get().pk}"' in words
    assert [page.title for page in events.get_children()] == ["Local meetings"]
    assert not any(Page.find_problems())
    assert f'href="{story.url}"' in client.get(evening.url).content.decode()


OLD = {
    "/2016/10/the-story-so-far/": STORY,
    "/?p=12": STORY,
    "/2016/07/the-highlights/": "An evening for a thousand people",
    "/events/local-meetings": "Local meetings",
    "/?page_id=22": "Local meetings",
}


def test_old_addresses_lead_on_to_what_is_public(report, client):
    bring(report=report)

    for old, title in OLD.items():
        response = client.get(old)
        assert (response.status_code, response.url) == (301, Page.objects.get(title=title).url)
    for old in ("/2016/10/for-members-only/", "/?p=14"):
        assert client.get(old).status_code in (404, 200)
        assert not Redirect.objects.filter(old_path=Redirect.normalise_path(old)).exists()


def test_what_could_not_be_brought_is_reported(report):
    out = bring(report=report)

    assert {what for _, what in told(report)} == {
        "A block of WordPress that has no text of its own was left out",
        "A shortcode that only a plugin understands was left out",
        "A file was not brought",
        "A file that no post shows was not brought",
        "A pingback was left out",
        "A tag of few posts did not become a topic",
        "A post that was not published became a draft",
        "A post with a password became a draft",
        "A post in the bin was left out",
        "A link leads to something of the old blog that did not come",
    }
    assert ("13", "A shortcode that only a plugin understands was left out") in told(report)
    assert "1 × A pingback was left out" in out


def rows() -> list[int]:
    models = (Page, Revision, Comment, Commenter, Redirect, Topic, PersonPage, CampaignImage, ImportedItem)
    return [model._default_manager.count() for model in models]


def test_a_second_run_changes_nothing(uploads, report):
    bring("--media", uploads, report=report)
    before = rows()

    out = bring("--media", uploads, report=report)

    assert rows() == before
    assert "0 pages" in out


def test_pictures_may_come_later_and_what_editors_did_meanwhile_stays(uploads, report):
    bring(report=report)
    evening = post("An evening for a thousand people")
    evening.title = "That evening"
    evening.save_revision().publish()
    StandardPage.objects.get(title="Events").delete()

    bring("--media", uploads, report=report)

    assert [block.block_type for block in post().body] == ["image", "text"]
    assert [block.block_type for block in post("That evening").body][:2] == ["text", "quote"]
    assert post("That evening").social_image is None
    assert BlogPostPage.objects.count() == 4
    assert not StandardPage.objects.exists()
    assert ("11", "A page that was edited here stays as it is, though its post would be another now") in told(report)


def test_a_dry_run_reads_everything_and_writes_the_report_alone(uploads, report):
    before = rows()

    out = bring("--media", uploads, "--dry-run", report=report)

    assert rows() == before
    assert "6 pages" in out
    assert "13 comments" in out
    assert ("13", "A shortcode that only a plugin understands was left out") in told(report)


def test_authors_may_be_bylines(report):
    bring("--bylines", report=report)

    assert post().byline == "Ayeisha"
    assert not PersonPage.objects.exists()
