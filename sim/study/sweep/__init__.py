"""Sweeps: many settings, each a cell that is run, kept and found again by what it is."""
