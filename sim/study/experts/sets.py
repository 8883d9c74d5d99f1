"""Sets of assumptions from what experts believe; what nobody was asked is drawn from our ranges."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.config import keys
from sim.config.distributions import distributions
from sim.config.drawing import drawn
from sim.params.assumption_sets import AssumptionSets
from sim.params.distributions import Distribution, Drawable
from sim.study.experts.judgements import Judgement, read_judgements
from sim.study.experts.pool import Pooled, pooled


@dataclass(frozen=True, slots=True)
class Elicited:
    """What experts said, pooled, and sets of assumptions that follow from it.

    experts  how many took part
    pools    dotted key -> what they believe together
    shipped  key -> what is drawn without them
    sets     of all uncertain keys
    """

    experts: int
    pools: dict[str, Pooled]
    shipped: dict[str, Distribution]
    sets: AssumptionSets


def elicited(path: Path, name: str, draws: int, seed: int = 0) -> Elicited:
    """Read experts' quantiles and draw sets of assumptions.

    The keys that nobody was asked about are drawn from the shipped ranges, not taken from the sets
    that fit what is known: each of those fits with the values that its other keys have, which the
    experts have just replaced.

    Parameters
    ----------
    path : Path
        As `read_judgements` takes it.
    name : str
        What to call the sets.
    draws : int
        How many sets.
    seed : int
        The same seed gives the same sets.

    Raises
    ------
    UserError
        If the table is not right.
    """
    said = read_judgements(path)
    shipped = distributions()
    pools = {key: _pool(key, said, shipped[key]) for key in dict.fromkeys(s.key for s in said)}
    experts = len({each.expert for each in said})
    both: dict[str, Drawable] = {**shipped, **pools}
    sets = drawn(both, draws, seed, name, _about(experts, len(pools), len(both) - len(pools)))
    return Elicited(experts, pools, {key: shipped[key] for key in pools}, sets)


def _pool(key: str, said: Sequence[Judgement], shipped: Distribution) -> Pooled:
    about = keys.find(key).field.metadata
    mine = [each for each in said if each.key == key]
    return pooled(mine, shipped, (about["low"], about["high"]))


def _about(experts: int, asked: int, others: int) -> str:
    who = "1 expert" if experts == 1 else f"{experts} experts"
    numbers = "1 number" if asked == 1 else f"{asked} numbers"
    return (
        f"{who} gave {numbers}, pooled with equal weights; the other {others} come from the "
        "shipped ranges; nothing was compared with what is known"
    )
