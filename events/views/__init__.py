"""What people and their calendars read of events over HTTP."""
