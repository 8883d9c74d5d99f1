"""What to spend the money on: plans are searched, chosen on some runs, and told on others."""
