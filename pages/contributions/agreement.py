"""Whether a guest has agreed to what becomes public of theirs, whoever publishes it and in which way."""

import json
import re
from typing import Any

from django.utils.translation import gettext
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Revision

from pages.models.contribution import Contribution, State

READ_BY_ITS_WRITER = ("title", "introduction", "byline")

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
"""What the editor gives each paragraph that has none; nobody reads it."""


class NotAgreed(PublishPagePermissionError):
    """A guest has not agreed to it. Wagtail answers 403."""


def refuse_unagreed(post: Any, version: Any) -> None:
    """`version` is `post` as it would become public. Raises: NotAgreed."""
    if why := why_not(post, version):
        raise NotAgreed(why)


def why_not(post: Any, version: Any) -> str:
    """Empty where nothing stands against it. Once it has been public, editors mend a slip without asking."""
    found = None if post.live or not post.pk else Contribution.objects.for_post(post.translation_key).first()
    if found is None:
        return ""
    if found.state != State.APPROVED:
        return gettext("Its writer has not agreed to the final version: ask under “Contributions”.")
    if post.first_published_at is None and not _is_as_agreed(post, version, found):
        return gettext("This is no longer what its writer agreed to. “Save draft”, and ask again.")
    return ""


def _is_as_agreed(post: Any, version: Any, contribution: Contribution) -> bool:
    """A translation is made after its writer's word, which is about the text that they wrote."""
    same = type(post).objects.filter(translation_key=post.translation_key, alias_of=None)
    if same.order_by("pk").values_list("pk", flat=True).first() != post.pk:
        return True
    agreed = Revision.page_revisions.filter(pk=contribution.approved_revision, object_id=str(post.pk)).first()
    return agreed is not None and _read(agreed.as_object()) == _read(version)


def _read(version: Any) -> list[str]:
    body = BLOCK_KEY.sub("", json.dumps(version.body.get_prep_value(), sort_keys=True).replace('\\"', '"'))
    return [*(getattr(version, name) for name in READ_BY_ITS_WRITER), body]
