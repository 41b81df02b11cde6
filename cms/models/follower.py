"""What those who follow something by mail have in common, whatever they follow."""

import uuid
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils import translation

from cms.addresses import absolute


class AbstractFollower(models.Model):
    """An address that mail goes to once its owner has confirmed it (cms/following.py).

    `email` is in lower case. `public_id` is what opens their own page: nobody can guess it.
    """

    PAGE: ClassVar[str]
    """The name of that page in the URL map."""

    QUESTION: ClassVar[str]
    """The template of the mail that asks whether the address is theirs."""

    MAILS: ClassVar[str]
    """What the keys of all mails to such followers begin with."""

    email = models.EmailField()
    locale = models.CharField(max_length=12)
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def path(self) -> str:
        """Their own page, in the language in which they asked to follow."""
        with translation.override(self.locale):
            return reverse(self.PAGE, args=[self.public_id])

    @property
    def url(self) -> str:
        return absolute(self.path)

    @property
    def mails(self) -> str:
        """What the keys of all mails to them begin with."""
        return f"{self.MAILS}:{self.pk}:"

    @property
    def answers_go_to(self) -> str:
        """Whom they write to who answer a mail; the organisation where it is ''."""
        return ""
