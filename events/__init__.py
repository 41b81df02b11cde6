"""Meetings of the campaign. For now the rule that tells which are ahead; knows neither pages nor donations."""
