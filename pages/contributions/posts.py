"""How a text becomes the draft of a post below its series, and what its writer's word changes there."""

from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db.models import Case, IntegerField, When
from django.utils import translation
from django.utils.translation import gettext
from wagtail.images.models import SourceImageIOError
from wagtail.models import Revision

from cms.models import CampaignImage
from cms.pictures import TooLong, UnreadablePicture
from community.talks import Mode
from pages.models import BlogPostPage, Contribution, SeriesPage
from pages.words import paragraphs


def series_of(contribution: Contribution) -> SeriesPage | None:
    """In the language in which it was written, else any in which the series is there."""
    own = Case(When(locale__language_code=contribution.locale, then=0), default=1, output_field=IntegerField())
    found: SeriesPage | None = (
        SeriesPage.objects.filter(translation_key=contribution.series_key).order_by(own, "pk").first()
    )
    return found


def post_of(contribution: Contribution) -> BlogPostPage | None:
    if contribution.post_key is None:
        return None
    posts = BlogPostPage.objects.filter(translation_key=contribution.post_key, alias_of=None)
    found: BlogPostPage | None = posts.order_by("pk").first()
    return found


def make_post(contribution: Contribution, series: SeriesPage, *, by: Any) -> BlogPostPage:
    """A draft with its text, byline and who they are; the photo becomes a picture of the site."""
    body = [{"id": str(uuid4()), "type": "text", "value": paragraphs(contribution.text)}]
    if contribution.about or contribution.photo:
        body.append(_about(contribution, _picture(contribution, by)))
    post = BlogPostPage(
        title=contribution.title,
        byline=shown_name(contribution),
        body=body,
        locale=series.locale,
        live=False,
        owner=by,
    )
    post.comments = _mode(contribution)
    series.add_child(instance=post)
    post.save_revision(user=by)
    return post


def unschedule(key: UUID) -> None:
    """The clock publishes no version of it that waited for its time."""
    posts = [str(pk) for pk in BlogPostPage.objects.filter(translation_key=key).values_list("pk", flat=True)]
    waiting = Revision.page_revisions.filter(object_id__in=posts, approved_go_live_at__isnull=False)
    waiting.update(approved_go_live_at=None)


def take_word(contribution: Contribution, post: BlogPostPage, revision_id: int) -> int:
    """Write byline and comments, as its writer chose them, on the version that they read; gives the new revision.

    Raises: NewerVersion.
    """
    latest = post.get_latest_revision()
    if latest is None or latest.pk != revision_id:
        raise NewerVersion
    draft: Any = latest.as_object()
    before, draft.byline = draft.byline, shown_name(contribution)
    draft.comments = _mode(contribution)
    draft.body = [_renamed(block, before, draft.byline) for block in draft.body.get_prep_value()]
    return int(draft.save_revision().pk)


class NewerVersion(Exception):
    """Editors have changed the text since its writer opened it."""


def shown_name(contribution: Contribution) -> str:
    return contribution.byline or contribution.name


def _mode(contribution: Contribution) -> Mode:
    return Mode.OPEN if contribution.wants_comments else Mode.OFF


def _about(contribution: Contribution, photo: int | None) -> dict[str, Any]:
    person = {"name": shown_name(contribution), "about": contribution.about, "affiliation": ""}
    shown = {"image": photo, "decorative": True, "alt_text": ""}
    with translation.override(contribution.locale):
        heading = gettext("About the author")
    value = {"heading": heading, "people": [{**person, "page": None, "photo": shown}]}
    return {"id": str(uuid4()), "type": "people", "value": value}


def _renamed(block: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    """A block of people in which its writer has another name: the one that they are known by elsewhere must go."""
    if block["type"] == "people":
        for person in block["value"]["people"]:
            # A list keeps each of its items with a type and an id.
            told = person.get("value", person)
            told["name"] = after if told["name"] == before else told["name"]
    return block


def _picture(contribution: Contribution, by: Any) -> int | None:
    if not contribution.photo.name:
        return None
    try:
        with contribution.photo.open("rb") as file:
            # The file's own name, and its title, may tell the name of somebody who writes under another one.
            suffix = contribution.photo.name.rpartition(".")[2]
            content = ContentFile(file.read(), name=f"contributor-{contribution.pk}.{suffix}")
        title = gettext("Photo for “%(title)s”") % {"title": contribution.title}
        return int(CampaignImage.objects.create(title=title[:255], file=content, uploaded_by_user=by).pk)
    except (OSError, UnreadablePicture, TooLong, SourceImageIOError):
        return None
