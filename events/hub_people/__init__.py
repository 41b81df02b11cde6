"""The people of a hub in Wagtail's admin: who they are, who is invited, and the buttons of those who may decide."""
