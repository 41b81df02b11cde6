"""When each timed job is due again. The jobs themselves are registered with cms/tick.py."""

from django.db import models


class TickRun(models.Model):
    """The one row of a timed job; whoever moves `due_at` forward runs it."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
