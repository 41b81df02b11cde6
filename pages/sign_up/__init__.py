"""Where people sign up to be written to: the form of a block, by itself."""
