"""What of a page is shown elsewhere: the card of a shared link, and what search engines read of it."""
