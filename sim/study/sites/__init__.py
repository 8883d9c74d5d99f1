"""Organisation by organisation: the chance of being live, what holds it, what would help it most.

`records` holds what is found, `find_sites` in `study` finds it. Runs of the plan as it is come from
`base`; `boards` works out when an organisation meets its boards; `help` tries levers one by one on
one organisation, and `prices` says what they cost for one.
"""
