"""What `make bench` measures, each beside something that we did not choose, in one run."""
