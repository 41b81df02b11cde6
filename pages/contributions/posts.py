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


def delete_unpublished(contribution: Contribution) -> None:
    """The post that only its writer's word could make public, and their photo. One that is public stays."""
    posts = BlogPostPage.objects.filter(translation_key=contribution.post_key)
    if contribution.post_key is None or posts.live().exists():
        return
    for post in posts:
        post.delete()
    for picture in CampaignImage.objects.filter(file__regex=rf"/{_picture_name(contribution)}[._]"):
        picture.delete()


def unschedule(key: UUID) -> None:
    """The clock publishes no version of it that waited for its time."""
    posts = [str(pk) for pk in BlogPostPage.objects.filter(translation_key=key).values_list("pk", flat=True)]
    waiting = Revision.page_revisions.filter(object_id__in=posts, approved_go_live_at__isnull=False)
    waiting.update(approved_go_live_at=None)


def set_apart(post: BlogPostPage) -> int:
    """Keep the version that is saved now as nobody's: what an editor types on is saved in place of their own."""
    return int(post.get_latest_revision_as_object().save_revision().pk)


def version_for_writer(contribution: Contribution) -> Any:
    """What its writer may read of its post: the version that they are asked to agree to or agreed to, and once it is
    public, that; no draft of an editor. None where there is none.
    """
    post = post_of(contribution)
    if post is None or post.live:
        return post
    found = post.revisions.filter(pk=contribution.approved_revision).first()
    return found and found.as_object()


def take_word(contribution: Contribution, draft: Any) -> int:
    """Write byline and comments, as its writer chose them, on the version that they read; gives the new revision."""
    before, draft.byline = draft.byline, shown_name(contribution)
    draft.comments = _mode(contribution)
    draft.body = [_renamed(block, before, draft.byline) for block in draft.body.get_prep_value()]
    return int(draft.save_revision().pk)


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
            content = ContentFile(file.read(), name=f"{_picture_name(contribution)}.{suffix}")
        title = gettext("Photo for “%(title)s”") % {"title": contribution.title}
        return int(CampaignImage.objects.create(title=title[:255], file=content, uploaded_by_user=by).pk)
    except (OSError, UnreadablePicture, TooLong, SourceImageIOError):
        return None


def _picture_name(contribution: Contribution) -> str:
    return f"contributor-{contribution.pk}"
