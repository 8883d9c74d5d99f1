"""Calibration: which settings fit an observed curve, and what the curve says of each."""
