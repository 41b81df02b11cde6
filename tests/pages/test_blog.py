"""What readers see of a blog, its series, posts and people."""
