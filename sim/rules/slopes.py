"""A factor that rises or falls with a dial, and is 1 when the dial is at one half.

Exactly 1 at every shipped slope; at others it may be off in the last bit.
"""

from sim.rules.compiled import rule


@rule
def rising(dial: float, slope: float) -> float:
    """Factor that grows with a dial:  1 - s / 2 + s u; 0.5 is neutral.

    dial   u  [0 to 1]
    slope  s  [1]  >= 0   0 is neutral
    """
    return (1.0 - 0.5 * slope) + slope * dial


@rule
def falling(dial: float, slope: float) -> float:
    """Factor that shrinks as a dial grows:  1 + s / 2 - s u; 0.5 is neutral.

    dial   u  [0 to 1]
    slope  s  [1]  >= 0   0 is neutral
    """
    return (1.0 + 0.5 * slope) - slope * dial
