"""Who finds where a postcode lies, by dotted path; nobody where it is empty."""

from settings.env import env

POSTCODE_LOOKUP_URL = env.str("POSTCODE_LOOKUP_URL", default="")
finder = "events.postcodes_io.look_up" if POSTCODE_LOOKUP_URL else "events.postcodes.by_first_half"
POSTCODE_LOOKUP = env.str("POSTCODE_LOOKUP", default=finder)
