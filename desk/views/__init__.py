"""What volunteers see, task by task."""
