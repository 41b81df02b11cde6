"""“Money” in the admin's menu: every table, queue and report of giving. Each has a module of its own."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from donations.treasury.checks import PermissibilityCheckViewSet
from donations.treasury.disputes import DisputeViewSet
from donations.treasury.donations import DonationViewSet
from donations.treasury.events import StripeEventViewSet
from donations.treasury.ledger import LedgerEntryViewSet
from donations.treasury.matching import MatchFundViewSet
from donations.treasury.messages import SupporterMessageViewSet
from donations.treasury.offline import OfflineGiftViewSet
from donations.treasury.overview import OverviewViewSet
from donations.treasury.pledges import PledgeViewSet
from donations.treasury.recurring import MonthlyViewSet
from donations.treasury.refund_requests import RefundRequestViewSet
from donations.treasury.refunds import RefundOrderViewSet
from donations.treasury.register import LawReportViewSet
from donations.treasury.sources import SourcesViewSet
from donations.treasury.status import RegulatedStatusViewSet
from donations.treasury.updates import SupporterUpdateViewSet


class MoneyGroup(ViewSetGroup):
    menu_label = _("Money")
    menu_icon = "tick-inverse"
    menu_order = 400
    items = (
        OverviewViewSet,
        DonationViewSet,
        LedgerEntryViewSet,
        MonthlyViewSet,
        RefundOrderViewSet,
        DisputeViewSet,
        RefundRequestViewSet,
        SupporterMessageViewSet,
        SupporterUpdateViewSet,
        PermissibilityCheckViewSet,
        LawReportViewSet,
        RegulatedStatusViewSet,
        OfflineGiftViewSet,
        PledgeViewSet,
        MatchFundViewSet,
        SourcesViewSet,
        StripeEventViewSet,
    )
