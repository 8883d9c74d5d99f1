"""When the better of two plans changes: under which assumptions, and what learning them is worth.

Both plans run a few times under each of many sets of assumptions (`sim.study.trials`).  The rest
is statistics of the lead of one plan over the other, set by set.
"""
