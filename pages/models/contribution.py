"""What guests send for a series: an idea or a whole text, from the first draft to their word on the final version."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pages.querysets import ContributionQuerySet

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

LONGEST_TEXT = 40_000
LONGEST_ABOUT = 300


class State(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SENT = "sent", _("Waits for the editors")
    CHANGES = "changes", _("Back with its writer")
    ACCEPTED = "accepted", _("Being edited")
    PROOF = "proof", _("Waits for its writer’s word")
    APPROVED = "approved", _("Ready to publish")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


WITH_ITS_WRITER = (State.DRAFT, State.CHANGES)
"""When its writer changes and sends it."""

HAS_A_POST = (State.ACCEPTED, State.PROOF, State.APPROVED)
OVER = (State.DECLINED, State.WITHDRAWN)


class Offer(models.TextChoices):
    IDEA = "idea", _("An idea: tell me whether I should write it")
    TEXT = "text", _("A whole text")


def private_storage() -> Storage:
    """Where no address leads: a photo becomes a picture of the site when its text is accepted."""
    return storages["documents"]


class Contribution(models.Model):
    """`series_key` and `post_key` are translation keys of pages. `public_id` opens its writer's own page.

    `byline` is the name, or another one, under which it appears. `consent` keeps the words that its writer agreed to,
    `consented_at` when. `approved_revision` is the revision of the post that they are asked to approve, or approved.
    `entered_by` is the editor who brought in a text that came by mail, with its writer's consent.
    """

    series_key = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=12)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    offer = models.CharField(_("what you send"), max_length=4, choices=Offer.choices, default=Offer.TEXT)
    title = models.CharField(max_length=160, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    byline = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=LONGEST_ABOUT, blank=True)
    photo = models.FileField(upload_to="contributions", storage=private_storage, blank=True)
    wants_comments = models.BooleanField(default=True)
    consent = models.TextField(blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    post_key = models.UUIDField(null=True, blank=True, db_index=True)
    approved_revision = models.PositiveBigIntegerField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    if TYPE_CHECKING:
        notes: RelatedManager["ContributionNote"]

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        indexes = [models.Index(fields=["state", "sent_at"], name="contribution_queue")]

    def __str__(self) -> str:
        return self.title or str(_("Without a title"))

    @property
    def is_with_its_writer(self) -> bool:
        return self.state in WITH_ITS_WRITER

    @property
    def version(self) -> str:
        """Another one after each change."""
        return self.changed_at.isoformat()

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def own_path(self) -> str:
        """Its writer's page of it, in the language in which they wrote."""
        with translation.override(self.locale):
            return reverse("my_contribution", args=[self.public_id])


class ContributionNote(models.Model):
    """What happened to it, and what was said to its writer or by them; `by` is None of its writer."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="notes")
    state = models.CharField(max_length=9, choices=State.choices)
    words = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_by_editor = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("note on a contribution")
        verbose_name_plural = _("notes on contributions")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()
