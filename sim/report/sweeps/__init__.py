"""The store of a sweep: parts that come whole or not at all, and what they say together.

A store is a folder. Anything can read it: `cells` has a row for each cell, `runs` one for each run,
`groups` one for each group and batch of runs. `parts` has the SHA-256 of these files: a part counts
only if its file there says what its tables are. `designs` says what was asked.
"""
