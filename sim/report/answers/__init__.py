"""What every answer to a question shares: the folder that remembers its trials, and its files."""
