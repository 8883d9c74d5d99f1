"""What was found in a system of the user's own, in words."""
