"""Comments under a page, and the addresses that wrote them."""

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from community.querysets import CommentQuerySet
from community.states import State
from community.text import paragraphs

if TYPE_CHECKING:
    from accounts.models import User

MOST_DEPTH = 3
"""A comment, an answer to it, and one to that."""

LONGEST_NAME = 80
LONGEST_TEXT = 5000


class Commenter(models.Model):
    """An address that wrote comments, in lower case; `name` as last given. Nobody but moderators sees the address.

    `confirmed_at` says that its owner once opened a link that was mailed to it, not who typed it today.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    blocked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")

    def __str__(self) -> str:
        return self.name


class Learned(models.TextChoices):
    """What its words have taught the spam filter."""

    SPAM = "spam", _("spam")
    HAM = "ham", _("no spam")


class Comment(models.Model):
    """What one reader says under a page, or the campaign answers officially.

    `text` is plain. `public_id` opens its writer's own page of it: nobody can guess it. `position` sorts a page's
    comments as they are read: each below what it answers, the oldest first. `commenter` is None of an official answer,
    which has an `author` in the admin and the `role` that is shown beside the name, and of one that was withdrawn.
    `seconds_to_write` it took at least, None where nobody knows; `follows`: its writer wants mail about further ones.
    `score` in points and `reasons` as codes with points say what speaks for spam, `reason` is the first of them;
    `fingerprint` names the same words (community/spam/). `taken_in_at`: when its writer was known and it was looked at,
    `judged_at`: when a moderator decided.
    """

    page_key = models.UUIDField()
    locale = models.CharField(max_length=12)
    parent: "models.ForeignKey[Comment | None, Comment | None]" = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    depth = models.PositiveSmallIntegerField(default=1)
    position = models.CharField(max_length=66, default="", editable=False)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    commenter: "models.ForeignKey[Commenter | None, Commenter | None]" = models.ForeignKey(
        Commenter, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    author: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    role = models.CharField(max_length=LONGEST_NAME, blank=True)
    is_official = models.BooleanField(default=False)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    score = models.IntegerField(default=0)
    reasons = models.JSONField(default=list, blank=True)
    seconds_to_write = models.FloatField(null=True, blank=True)
    follows = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, blank=True)
    fingerprint = models.CharField(max_length=16, blank=True)
    learned = models.CharField(max_length=4, blank=True, choices=Learned.choices)
    judged_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(condition=Q(depth__range=(1, MOST_DEPTH)), name="comment_depth"),
            models.CheckConstraint(
                condition=Q(parent=None, depth=1) | Q(parent__isnull=False, depth__gt=1),
                name="comment_answers_something",
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="comment_answers_another"),
        ]
        indexes = [
            models.Index(fields=["page_key", "position"], name="comments_as_read"),
            models.Index(fields=["state", "submitted_at"], name="comments_waiting"),
            models.Index(fields=["page_key", "shown_at"], name="comments_to_tell_of"),
            models.Index(fields=["taken_in_at"], name="comments_to_tell_moderators"),
            models.Index(fields=["fingerprint", "submitted_at"], name="comments_of_same_words"),
            models.Index(
                fields=["score"], name="comments_shown_like_spam", condition=Q(state=State.SHOWN, judged_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def html(self) -> SafeString:
        return paragraphs(self.text)

    @property
    def is_shown(self) -> bool:
        return self.state == State.SHOWN

    @property
    def takes_answers(self) -> bool:
        """In an open talk."""
        return self.is_shown and self.depth < MOST_DEPTH

    @property
    def path(self) -> str:
        """Leads to the part of the talk where it stands, in the language of who asks."""
        return reverse("comment", args=[self.pk])

    @property
    def own_path(self) -> str:
        """Its writer's page of it, in the language in which they wrote."""
        with translation.override(self.locale):
            return reverse("my_comment", args=[self.public_id])

    def put(self) -> "Comment":
        """Save it for the first time, in its place below what it answers."""
        self.depth = self.parent.depth + 1 if self.parent else 1
        self.save()
        self.place()
        self.save(update_fields=["position"])
        return self

    def place(self) -> None:
        """Give it its depth and position, once it has a key and its parent has both."""
        own = position_of(self.submitted_at, self.pk)
        self.depth = self.parent.depth + 1 if self.parent else 1
        self.position = self.parent.position + own if self.parent else own


def position_of(submitted_at: datetime, pk: int) -> str:
    """22 digits: those who write in the same second stand in the order of their keys."""
    seconds = min(max(0, int(submitted_at.astimezone(UTC).timestamp())), 10**10 - 1)
    return f"{seconds:010d}{pk:012d}"
