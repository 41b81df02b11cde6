"""What the treasurer sees and does in Wagtail's admin, under “Money”."""
