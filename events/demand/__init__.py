"""Where meetings are wanted: the form in which people say it, and the map of what they said."""
