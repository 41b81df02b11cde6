"""Panels of the page editor: what they say of the page as it was saved last."""

from typing import Any

from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel, Panel

from cms.models import Topic
from donations.models import Crowdfund
from donations.money import format_minor
from events.models import Occurrence
from pages.completeness import missing


def _in_force(page: Any) -> Crowdfund | None:
    """What of this crowdfund's page counts now; None before it was published."""
    return Crowdfund.objects.in_force().filter(key=page.translation_key).first()


class MissingPartsPanel(Panel):
    """What of the ask is missing, and whether people can give meanwhile."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/missing_parts.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.missing = missing(self.instance)
            crowdfund = _in_force(self.instance) if self.missing else None
            self.takes_gifts = crowdfund is not None and crowdfund.is_open()


class SpentMorePanel(Panel):
    """That more was spent than came in; nothing while it was not. A warning only: money may come from elsewhere."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/spent_more.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            spent_minor = sum(entry.amount_minor or 0 for entry in self.instance.spending_entries.all())
            crowdfund = _in_force(self.instance) if spent_minor else None
            raised_minor = crowdfund.progress().raised_minor if crowdfund else 0
            self.is_overspent = crowdfund is not None and spent_minor > raised_minor
            if crowdfund:
                language = get_language() or "en"
                self.spent = format_minor(spent_minor, crowdfund.currency, language)
                self.raised = format_minor(raised_minor, crowdfund.currency, language)

        def is_shown(self) -> bool:
            return self.is_overspent


class UnknownTownsPanel(Panel):
    """That a town or area is on no map; nothing where all are. A warning only: a village may have no place there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/unknown_towns.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.unknown = self.instance.unknown_towns()

        def is_shown(self) -> bool:
            return bool(self.unknown)


class DatesPanel(Panel):
    """The way to the dates of an event; nothing before there are any."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/panels/dates.html"

        def is_shown(self) -> bool:
            return Occurrence.objects.filter(event__key=self.instance.translation_key).exists()


class TopicsPanel(FieldPanel):
    """A box to tick for each topic; nothing before editors have made any."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and Topic.objects.exists())
