"""The demo: a campaign of 2016 retold, with people, pictures, pages, gifts and Welsh. Only load_demo imports it."""
