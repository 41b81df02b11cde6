"""Hubs and their meetings, as they are in force; knows neither pages nor donations."""
