"""What experts believe of a number, as quantiles: read, pooled, and drawn."""
