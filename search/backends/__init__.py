"""Search engines behind the same questions. Settings choose by dotted path."""
