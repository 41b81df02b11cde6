"""How far a comment got."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Only `shown` is public. `withdrawn` has no words left: its writer took them back, or had them erased."""

    UNCONFIRMED = "unconfirmed", _("waits for its writer’s confirmation")
    HELD = "held", _("waits for a moderator")
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("hidden")
    SPAM = "spam", _("spam")
    WITHDRAWN = "withdrawn", _("withdrawn")
