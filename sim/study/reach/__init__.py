"""The least money with which a plan gets a share of organisations live by a month, and how surely.

goal      what is to be reached
ladder    the amounts of money that may be tried
search    which of them are tried next, and which is the least
chance    how likely a goal is, what luck and what the assumptions do to it
measures  what is kept of each run
trials    runs of all plans at several amounts of money
least     the question itself: search, check on fresh luck, plans beside one another
"""
