"""The ground floor: base page, blocks without a domain, media, site settings, response cache, mail, tick, health.

Every other package may import this one; it imports none of them. What packages must tell it (jobs, health checks,
set-up steps) they register in their `AppConfig.ready()`.
"""
