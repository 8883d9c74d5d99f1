"""What holds for every test: no window opens, and chance is the same each time."""

import os

os.environ["MPLBACKEND"] = "Agg"

from hypothesis import settings

# Examples are derived from the test itself, so a run that passed passes again; no deadline,
# since the first example may compile.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")
