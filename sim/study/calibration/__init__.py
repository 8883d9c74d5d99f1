"""Calibration: which settings of the model fit an observed curve, and what the curve says of each."""
