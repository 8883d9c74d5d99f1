"""History matching: which sets of assumptions are not ruled out by what is known.

`targets` says what is known and how far a run may miss it, `implausibility` how far it does,
`emulator` guesses that from earlier runs, `waves` proposes, runs and keeps sets, and `spread` puts
what is kept in an order of which each beginning stands for the whole. None of these knows what is
observed: the anchors of the shipped set are in `anchors`, its virtual trials in `virtual_trial`.
"""
