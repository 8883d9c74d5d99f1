"""Plans run under many sets of assumptions: who leads in how many, by how much, and why it varies.

study       the plans run under each set, on the same systems and with the same luck
record      what is kept of it, and what can be asked of it
noise       what is left of the few runs of a set once their luck is taken out
variance    how much is luck, how much the systems, how much the assumptions
"""
