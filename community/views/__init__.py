"""HTTP that readers see of comments."""
