"""An editor's home in the admin: what waits for them, what is amiss, and the look through the site that finds it."""
