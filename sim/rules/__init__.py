"""Every equation of the model, once, as a pure function of numbers.

All engines call these: the Mesa agents in plain Python, the others compiled.  Nothing here
draws, keeps an array, or knows a network.  `docs/model` explains them in words, E1 to E24.
"""
