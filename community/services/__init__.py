"""What is done with what readers send in. Each takes its inputs by name and `now`."""
