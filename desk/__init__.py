"""The volunteers' desk: what the people of a hub do on a phone, through the pages and rights of Wagtail."""
