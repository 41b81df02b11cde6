"""How Wagtail's log tells of gifts, pledges and matches that people enter."""

from django.utils.translation import gettext_lazy as _

from donations.services import matching, offline, pledges
from donations.treasury.bank_import import READ_STATEMENT
from donations.treasury.entering import LOOKED_AT_LIST

ENTERED_ACTIONS = (
    (LOOKED_AT_LIST, _("Look at a list of names"), _("Looked at a list of names")),
    (READ_STATEMENT, _("Read a bank statement"), _("Read a bank statement")),
    (offline.ENTERED, _("Enter an offline gift"), _("Entered the gift")),
    (offline.APPROVED, _("Approve an offline gift"), _("Approved the gift: it counts")),
    (
        offline.APPROVED_ALONE,
        _("Approve one’s own offline gift"),
        _("Approved the gift that they had entered themselves, above the limit: nobody else could"),
    ),
    (offline.DECLINED, _("Decline an offline gift"), _("Declined the gift: it does not count")),
    (offline.RETURNED, _("Return an offline gift"), _("Returned the gift: it no longer counts")),
    (pledges.ENTERED_PLEDGE, _("Enter a pledge"), _("Entered the pledge")),
    (pledges.KEPT_PLEDGE, _("Close a pledge as kept"), _("Closed the pledge: it was kept")),
    (pledges.LET_PLEDGE_GO, _("Let a pledge go"), _("Let the pledge go")),
    (matching.CHANGED_MATCH, _("Change a match"), _("Put the rule of the match in force")),
)
