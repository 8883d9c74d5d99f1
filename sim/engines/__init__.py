"""The engines: agents (Mesa), scalar (one replicate at a time), lanes (64 replicates at once)."""
