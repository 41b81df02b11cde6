"""What somebody meets who opens the link of an invitation."""
