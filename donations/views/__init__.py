"""The donor's pages, one module each. The tracker on our own pages is a block of theirs."""
