"""Readers talk back: comments under pages, held or shown by moderators; knows neither pages nor blocks."""
