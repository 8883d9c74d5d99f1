"""What is told of results: words, figures, and tables on disk."""
