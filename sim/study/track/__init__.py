"""Uptake so far laid over runs of the plan: what it says of the rest, and of earlier forecasts."""
