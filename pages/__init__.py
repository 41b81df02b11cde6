"""What editors write: every page type and the blocks over donations and events. Above both domains, below the desk."""
