"""Random numbers by address: a draw depends on its address alone, never on earlier draws.

    uniform(key(seed, replicate), organisation, month, purpose)  in [0, 1)

So all engines can give equal results, two strategies meet the same chance events, and a new rule
does not reshuffle the draws of old ones.  The hash is SplitMix64's finaliser (Steele, Lea & Flood
2014) over the words of the address, each mixed in before the next; if the earlier words are the
same, two different words never collide.
"""

from typing import Any

import numpy as np

from sim.rules.compiled import PLAIN, rule, twin, uint64

# Never renumber: every published seed would change its meaning.  Append.
RANK_NOISE, CHAMPION, PHASE, TARGET = 0, 1, 2, 3
AWARE, COMMIT, LAPSE, COMPLY, APPROVE, REJECT = 4, 5, 6, 7, 8, 9
ABANDON, DISCONTINUE, CHAMPION_LOSS, CHAMPION_GAIN = 10, 11, 12, 13
BASS = 14
STAGE_TODAY, SINCE = 15, 16
PURPOSES = 64  # room in a word for a month and a purpose side by side


def word(value: Any) -> Any:
    """Take a whole number, or an array of uint64, as the words of an address."""
    return int(value) if PLAIN and isinstance(value, np.integer) else value


@twin(word)
def _word(value: Any) -> Any:
    return uint64(value)


@rule
def mix(state: Any, value: Any) -> Any:
    """Mix one more word of an address into the state; uint64, alone or as an array."""
    mask = word(0xFFFFFFFFFFFFFFFF)
    state = ((state ^ word(value)) + word(0x9E3779B97F4A7C15)) & mask
    state = ((state ^ (state >> word(30))) * word(0xBF58476D1CE4E5B9)) & mask
    state = ((state ^ (state >> word(27))) * word(0x94D049BB133111EB)) & mask
    return state ^ (state >> word(31))


@rule
def key(seed: Any, replicate: Any) -> Any:
    """Begin an address with the part that all draws of one replicate of one seed share."""
    return mix(mix(word(0), seed), replicate)


@rule
def uniform(key: Any, organisation: Any, month: Any, purpose: Any) -> Any:
    """Draw from [0, 1) for one purpose, for one organisation in one month of one replicate."""
    return drawn(mix(key, organisation), month, purpose)


@rule
def drawn(state: Any, month: Any, purpose: Any) -> Any:
    """Draw from [0, 1), with the key and the organisation already mixed into the state."""
    return (mix(state, month * PURPOSES + purpose) >> word(11)) * 2.0**-53
