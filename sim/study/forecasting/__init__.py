"""Forecasts of a series of uptake: ours, those it must beat, and how they are scored."""
