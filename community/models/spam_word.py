"""What moderators have taught the spam filter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.spam.tokens import LONGEST_TOKEN

ALL = ""
"""The word whose row says in how many texts all others were counted."""


class SpamWord(models.Model):
    """In how many texts that moderators have judged a word was: `spam` and `ham`. What the code knows comes on top."""

    word = models.CharField(max_length=LONGEST_TOKEN, unique=True)
    spam = models.PositiveIntegerField(default=0)
    ham = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("word of the spam filter")
        verbose_name_plural = _("words of the spam filter")

    def __str__(self) -> str:
        return self.word
