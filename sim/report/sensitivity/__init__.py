"""What matters, in words: names, five lines, the account and the tables."""
