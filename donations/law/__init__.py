"""The law on political gifts as data and rules over it. Pure: no database, no framework, no clock.

`rule_packs.toml` says which amounts and days are in force since when; a change of the law is a new entry there.
"""

from donations.law.packs import CAUTIOUS_STATUS, CURRENCY, RulePack, Source, faults_in, load_packs, pack_for
from donations.law.reporting import AcceptedGift, Report, report_of
from donations.law.rules import ADDED_UP, SINGLE, Gift, Need, decide_by, needs
from donations.law.splitting import NamedGift, suspected_splits

__all__ = [
    "ADDED_UP",
    "CAUTIOUS_STATUS",
    "CURRENCY",
    "SINGLE",
    "AcceptedGift",
    "Gift",
    "NamedGift",
    "Need",
    "Report",
    "RulePack",
    "Source",
    "decide_by",
    "faults_in",
    "load_packs",
    "needs",
    "pack_for",
    "report_of",
    "suspected_splits",
]
