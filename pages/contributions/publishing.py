"""That somebody hears of it when their contribution is published."""

from datetime import datetime

from pages.contributions import mail
from pages.models import BlogPostPage, Contribution, State


def tell_writer(*, post: BlogPostPage, now: datetime) -> None:
    """Once, when it is first published; Wagtail tells of a post, too, that is only planned to go live."""
    if post.live and post.first_published_at == post.last_published_at:
        for contribution in Contribution.objects.for_post(post.translation_key).filter(state=State.APPROVED):
            mail.queue(contribution, mail.PUBLISHED, now=now)
