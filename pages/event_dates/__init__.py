"""The admin’s pages on the dates of an event: which are ahead, and cancelling, moving and restoring them."""
