"""Contributions among all that waits for a moderator. They are decided on their own page; spam goes from the inbox."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from community.models import Action
from community.moderation.registry import Case, Kind
from pages.models import Contribution, State

SHOWN_CHARACTERS = 600


class Contributions(Kind):
    name = "contribution"
    label = gettext_lazy("Contributions")
    number = ngettext_lazy("%(count)s contribution", "%(count)s contributions", "count")
    actions = (Action.SPAM,)
    reasons = {State.SENT: State.SENT.label, State.APPROVED: State.APPROVED.label}

    def waiting(self) -> QuerySet[Contribution]:
        return Contribution.objects.waiting().annotate(
            since=F("sent_at"),
            page=F("series_key"),
            reason_code=F("state"),
            by_words=Cast("pk", CharField()),
            by_sender=F("email"),
            by_page=Cast("series_key", CharField()),
        )

    def cases(self, keys: Collection[int]) -> dict[int, Case]:
        return {each.pk: self._case(each) for each in Contribution.objects.sent().filter(pk__in=keys)}

    @transaction.atomic
    def decide(self, *, keys: Collection[int], action: Action, now: datetime) -> dict[int, dict[str, Any]]:
        """Spam is declined, and nobody is written to."""
        found = list(Contribution.objects.filter(pk__in=keys, state=State.SENT).values_list("pk", flat=True))
        Contribution.objects.filter(pk__in=found).update(state=State.DECLINED, changed_at=now)
        return {key: {"state": State.SENT.value} for key in found}

    @transaction.atomic
    def put_back(self, *, before: dict[int, dict[str, Any]]) -> None:
        Contribution.objects.filter(pk__in=before, state=State.DECLINED).update(state=Value(State.SENT.value))

    def _case(self, found: Contribution) -> Case:
        return Case(
            key=found.pk,
            said_by=found.byline or found.name,
            words=f"{found.title}\n\n{found.text[:SHOWN_CHARACTERS]}",
            since=found.sent_at or found.created_at,
            page_key=found.series_key,
            state=found.get_state_display(),
            reasons=[(found.get_offer_display(), 0)],
            facts=[(_("About them"), found.about)] if found.about else [],
            url=reverse("contribution", args=[found.pk]),
            actions=self.actions if found.state == State.SENT else (),
        )
