"""What the hourly look through the site found that an editor can mend."""

from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class Finding(models.Model):
    """One thing amiss with a page; `number` of pictures, links or texts.

    Made anew with each look, but for what was deleted: that is noted when it happens.
    """

    class Kind(models.IntegerChoices):
        """The worst first."""

        NOBODY_CAN_GIVE = 1, _("Nobody can give")
        LINK = 2, _("Link that leads nowhere")
        GONE = 3, _("Page or file that was deleted")
        PICTURE = 4, _("Picture without a description")
        TOWN = 5, _("Meeting without a place on the map")
        OUTDATED = 11, _("Translation that is out of date")
        TEXTS = 12, _("Texts that are not translated")

    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "page"], name="one_finding_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_id}"

    @property
    def words(self) -> str:
        """What is amiss, to be read after the page's title."""
        return {
            self.Kind.NOBODY_CAN_GIVE: gettext("Nobody can give: parts are missing under “Money”."),
            self.Kind.LINK: ngettext(
                "%(count)s link leads to a page that nobody can read any more.",
                "%(count)s links lead to pages that nobody can read any more.",
                self.number,
            ),
            self.Kind.GONE: ngettext(
                "%(count)s page, picture or document that it leads to or shows has been deleted.",
                "%(count)s pages, pictures or documents that it leads to or shows have been deleted.",
                self.number,
            ),
            self.Kind.PICTURE: ngettext(
                "%(count)s picture has no description and is not marked as decoration.",
                "%(count)s pictures have no description and are not marked as decoration.",
                self.number,
            ),
            self.Kind.TOWN: gettext("Nobody finds it near a town: its town is missing, or not known."),
            self.Kind.OUTDATED: gettext("What it was translated from has been published again since."),
            self.Kind.TEXTS: ngettext(
                "%(count)s text is not translated.", "%(count)s texts are not translated.", self.number
            ),
        }[self.Kind(self.kind)] % {"count": self.number}


TRANSLATIONS = (Finding.Kind.OUTDATED, Finding.Kind.TEXTS)
