"""What matters: which uncertain numbers move an outcome, by how much, when, and how sure that is.

Indices are SALib's.  Luck is one more cause of differences: each point runs twice, with luck and
systems that have nothing in common, so that what luck alone does is measured and taken off.
"""
