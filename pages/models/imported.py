"""What came from an archive elsewhere: which of its things is which of ours, so that nothing comes twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedItem(models.Model):
    """One thing of another site's archive. It stays when what it became is deleted: that is not brought again.

    `source` is the host and path of that site, `old_id` its own number. `object_id` is ours, of the kind's model.
    Of a page, `digest` tells whether the source has changed since, `revision_id` whether editors have changed it,
    `has_open_links` that it leads to pages which have not come yet, and `is_finished` that search knows it.
    """

    class Kind(models.TextChoices):
        PAGE = "page", _("page")
        PICTURE = "picture", _("picture")
        DOCUMENT = "document", _("document")
        COMMENT = "comment", _("comment")

    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    old_id = models.PositiveBigIntegerField()
    old_path = models.CharField(max_length=500, blank=True)
    object_id = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    revision_id = models.PositiveBigIntegerField(null=True, blank=True)
    has_open_links = models.BooleanField(default=False)
    is_finished = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        constraints = [models.UniqueConstraint(fields=["source", "kind", "old_id"], name="imported_once")]
        indexes = [
            models.Index(fields=["source", "old_path"], name="imported_by_path"),
            models.Index(fields=["kind", "object_id"], name="imported_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.old_id}"
