"""One month: settings, state, initial conditions, decisions, stages, gaps, partner, sums."""
