"""People who sign in and what they may do. Donors have no account. Imports nothing but the ground floor."""
