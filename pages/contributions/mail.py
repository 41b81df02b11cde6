"""Mail to those who contribute. Each leads to their own page, where a button does what there is to do."""

from datetime import datetime

from cms.addresses import absolute
from cms.mail import Context, queue_mail_about, take_back
from cms.public_tree import public_tree
from pages.models import Contribution

KEPT, WRITE_IT, ACCEPTED = "contribution_kept", "contribution_write_it", "contribution_accepted"
CHANGES, DECLINED, PROOF = "contribution_changes", "contribution_declined", "contribution_proof"
PUBLISHED = "contribution_published"
TEMPLATES = (KEPT, WRITE_IT, ACCEPTED, CHANGES, DECLINED, PROOF, PUBLISHED)


def queue(contribution: Contribution, template: str, *, now: datetime) -> None:
    """Nothing where a text came by mail and nobody noted an address."""
    if contribution.email:
        queue_mail_about(
            key=f"{_keys(contribution)}{template}:{now.timestamp()}",
            to=contribution.email,
            template=template,
            about=str(contribution.pk),
            locale=contribution.locale,
            now=now,
        )


def take_back_all(contribution: Contribution) -> None:
    take_back(_keys(contribution))


def context(about: str) -> Context:
    """What each of these mails is rendered with. Raises: Contribution.DoesNotExist."""
    contribution = Contribution.objects.get(pk=about)
    tree = public_tree()
    note = contribution.notes.filter(is_by_editor=True).last()
    post = tree.of_key(contribution.post_key, contribution.locale)
    return {
        "contribution": contribution,
        "series": tree.of_key(contribution.series_key, contribution.locale),
        "words": note.words if note else "",
        "url": absolute(contribution.own_path),
        "post_url": absolute(post.url) if post else "",
    }


def _keys(contribution: Contribution) -> str:
    return f"contribution:{contribution.pk}:"
