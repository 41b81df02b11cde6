"""The API's operations: parse, ask the package below once, answer in its schema."""
