"""“New campaign” in the admin: one form, and the draft of two pages that it makes."""
