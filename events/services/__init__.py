"""What is written of hubs and meetings, a module for each."""
