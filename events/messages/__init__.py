"""The admin's form in which hosts write plain words to several people at once."""
