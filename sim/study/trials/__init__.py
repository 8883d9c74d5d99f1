"""Trials: plans that run a few times under each of many sets of assumptions, and are remembered.

The questions of a strategist (how to reach a target, what to spend on, what matters, when the
answer flips, what people believe) differ in their trials, and in what they make of them.
"""
