"""What runs the month: agents (Mesa), scalar (one replicate at a time), lanes (64 at once)."""
