"""The facilitator's pack: what to set up, do, say and hand out, as one file to print."""
