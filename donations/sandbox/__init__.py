"""A small stateful Stripe for development, demo and tests. It replaces only the SDK's transport, never our gateway.

Requests: transport → server → endpoints → payments and reversals → store; webhooks out: events → delivery.
People use views (the pay page) and console; code uses `actions`. It refuses to exist without STRIPE_SANDBOX.
"""

from donations.sandbox.delivery import deliver_due

__all__ = ["deliver_due"]
