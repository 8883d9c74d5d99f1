"""What to spend on, in words."""
