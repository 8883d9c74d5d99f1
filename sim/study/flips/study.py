"""Everything about when the better plan changes, from how plans fared under sets of assumptions."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.outcomes.intervals import Floats, mean_interval
from sim.outcomes.outcome_table import OUTCOMES
from sim.params.errors import UserError
from sim.study.comparison import MARGIN
from sim.study.flips.boxes import FEWEST, Box, Part, flip_box, inside_of, part_of
from sim.study.flips.fared import Fared
from sim.study.flips.numbers import Number, numbers_of
from sim.study.flips.value_of_learning import Learning, curve, learning

HARDLY = 0.025  # share of sets up to which the other plan is hardly ever better


@dataclass(frozen=True)
class Flips:
    """When the better of some plans changes.

    fared     how they fared under the sets that were asked for
    known     how they fared under sets that fit what is known; None if those are the same
    margin    difference, in the unit of the outcome, below which plans are practically the same
    numbers   what was drawn: predictors of the lead
    learning  what learning each is worth
    box       where the challenger is better; None if no one or two numbers decide it
    """

    fared: Fared
    known: Fared | None
    margin: float
    numbers: tuple[Number, ...]
    learning: Learning
    box: Box | None

    @property
    def favourite(self) -> int:
        """The plan that is best on average."""
        return self.fared.favourite

    @property
    def challenger(self) -> int:
        """The plan that is better than it in most sets."""
        return self.fared.challenger

    @cached_property
    def lead(self) -> Floats:
        """Lead of the challenger over the favourite in each set; float64[sets]."""
        found: Floats = self.fared.means[:, self.challenger] - self.fared.means[:, self.favourite]
        return found

    @property
    def is_told(self) -> bool:
        """Whether the sets tell beyond chance which of the two is better on average."""
        return mean_interval(self.lead, np.arange(len(self.lead))).excludes_zero

    @property
    def catch(self) -> str:
        """The other outcome in which the favourite is most behind, by over 3 points; else empty."""
        beside = self.fared.beside
        behind = {
            key: (means[self.challenger] - means[self.favourite])
            * (1 if OUTCOMES[key].better == "up" else -1)
            for key, means in beside.items()
        }
        worst = max(behind, key=lambda key: behind[key], default="")
        return worst if worst and behind[worst] > MARGIN else ""

    @cached_property
    def pair(self) -> Fared:
        """The favourite and the challenger alone, in this order."""
        return self.fared.of(self.favourite, self.challenger)

    @cached_property
    def known_pair(self) -> Fared | None:
        """The same two under the sets that fit what is known."""
        return None if self.known is None else self.known.of(self.favourite, self.challenger)

    @property
    def share(self) -> float:
        """Share of the sets in which the challenger is the better of the two, without luck."""
        return float(self.pair.chances[:, 1].mean())

    @property
    def is_flipped(self) -> bool:
        """Whether there are sets in which the challenger is better."""
        return self.pair.leads[1] > 0 or self.share > HARDLY

    @property
    def is_flipped_within_known(self) -> bool | None:
        """The same within the sets that fit what is known; None if those are not tried."""
        known = self.known_pair
        if known is None:
            return None
        return bool(known.leads[1] > 0 or known.chances[:, 1].mean() > HARDLY)

    @property
    def near(self) -> float:
        """Share of the sets in which the two are practically the same, without luck."""
        true = self.pair.true
        return float((np.abs(true[:, :, 0] - true[:, :, 1]) < self.margin).mean())

    @property
    def known_part(self) -> Part | None:
        """What the sets within the box say that fit what is known; None if there are none."""
        known = self.known_pair
        if known is None or self.box is None:
            return None
        drawn = numbers_of(known.sets, self.fared.sets)
        if {each.key for each in self.box.conditions} - {each.key for each in drawn}:
            return None
        there = inside_of(self.box.conditions, drawn)
        if not there.any():
            return None
        return part_of(known.means[:, 1] - known.means[:, 0], known.chances[:, 1], there)

    @cached_property
    def mover(self) -> Number:
        """The number that the lead goes along with most."""
        singles = [each for each in self.numbers if not each.members]
        bent = [float((curve(each.basis, self.lead) ** 2).sum()) for each in singles]
        return singles[int(np.argmax(bent))]

    @property
    def shown(self) -> Number:
        """The number that a figure of the lead shows: it decides, is worth most, or moves it."""
        if self.box is not None:
            return next(e for e in self.numbers if e.key == self.box.conditions[0].key)
        worth = self.learning.sure or self.learning.above_chance
        return self.learning.numbers[worth[0]] if worth else self.mover


def flips_of(fared: Fared, known: Fared | None, margin: float, seed: int = 0) -> Flips:
    """Find when the better plan changes.

    Raises
    ------
    UserError
        If there are too few sets, if nothing was drawn, or if nothing differs.
    """
    if fared.count < FEWEST:
        raise UserError(
            f"{fared.count} sets of assumptions are too few to find what flips an answer among "
            f"hundreds of numbers; ask for at least {FEWEST} (--parameter-draws)"
        )
    numbers = tuple(numbers_of(fared.sets))
    if not numbers:
        raise UserError("no number is drawn for these plans, so that none can flip the answer")
    least = min(fared.regret, key=lambda each: each.mean)
    learned = learning(fared.means, numbers, least, seed)
    lead = fared.means[:, fared.challenger] - fared.means[:, fared.favourite]
    chance = fared.of(fared.favourite, fared.challenger).chances[:, 1]
    return Flips(fared, known, margin, numbers, learned, flip_box(numbers, lead, chance, seed))
