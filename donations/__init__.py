"""Giving money and showing where it stands: crowdfunds, donations, the ledger, Stripe, the public tracker.

Knows nothing of pages and blocks; pages put a crowdfund in force through `services`. Inside, `money` and `rules` are
pure, `services` writes, `querysets` reads, `gateways` talks to Stripe and nobody else does.
"""
