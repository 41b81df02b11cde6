"""What the API's JSON looks like, and how it is made of what the packages below give."""
