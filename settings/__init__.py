"""How Hustings is put together: configuration and the map of addresses. Knows every package; no package imports it."""
