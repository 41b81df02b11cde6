"""What Elasticsearch has missed. What is found lies in the engines."""

from django.db import models


class MissedUpdate(models.Model):
    """Elasticsearch could not be told of a change: until it has been rebuilt it must not be asked."""

    noticed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"noticed at {self.noticed_at:%Y-%m-%d %H:%M}"
