"""The month: settings, state, initial conditions, composition, stages, gaps, partner, sums."""
