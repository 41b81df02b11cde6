"""What is held of those who contribute: for export and erasure."""

from datetime import datetime
from typing import Any

from accounts.people import Erasure, Holder, Kept, row
from pages.contributions.services import delete
from pages.models import BlogPostPage, Contribution


def export(email: str) -> list[dict[str, Any]]:
    """Each contribution with what was said to its writer and by them."""
    found = Contribution.objects.filter(email=email).prefetch_related("notes")
    return [{**row(each), "notes": [row(note) for note in each.notes.all()]} for each in found]


def erase(email: str, now: datetime) -> Erasure:
    """The contributions go. A post that is public stays under the name that its writer chose: they agreed to it."""
    done, kept = [], []
    for found in Contribution.objects.filter(email=email):
        posts = BlogPostPage.objects.live().filter(translation_key=found.post_key)
        kept += [Kept(f"The post “{post.title}”", "It is public as its writer agreed; unpublish it") for post in posts]
        done.append("A contribution with its words, its photo and the draft of its post")
        delete(contribution=found)
    return Erasure(done, kept)


CONTRIBUTIONS = Holder(export=export, erase=erase)
