"""Results as words, figures, and tables on disk."""
