"""When the better of some plans changes: lines to read, tables, pictures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sim.api.answers import Answer, Line
from sim.api.assumption_draws import in_words
from sim.outcomes.horizon import Horizon
from sim.report.flips import Told, lines
from sim.report.flips_account import HEAD, account, table
from sim.report.number_words import name_of
from sim.study.flips.study import Flips

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings
    from sim.report.figures.slide import Page


@dataclass(frozen=True)
class FlipsAnswer(Answer):
    """Under which assumptions the better plan changes, and what is worth finding out.

    Attributes
    ----------
    found : sim.study.flips.study.Flips
        Leads, regrets, the value of learning each number, and where the better plan changes.
    names : tuple of str
        What the plans are called.
    outcome : str
        Key of the outcome in which they are compared.
    horizon : sim.outcomes.horizon.Horizon
        The headline month and the last one.
    """

    found: Flips
    names: tuple[str, ...]
    outcome: str
    horizon: Horizon
    command = "flips"

    @cached_property
    def told(self) -> Told:
        """What is told, for the words and the pictures."""
        return Told(self.found, self.names, self.outcome, self.horizon)

    @cached_property
    def lines(self) -> list[Line]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.told)

    @cached_property
    def account(self) -> Sequence[str]:
        """The same at length, as paragraphs."""
        return account(self.told)

    def printed(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the table of plans that a terminal shows."""
        return HEAD, table(self.told)

    @cached_property
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """Tables: `plans`, `numbers` (what learning each is worth) and `sets` (every set).

        Amounts are in the unit of the outcome: shares from 0 to 1, months, days.
        """
        import pandas as pd

        found = self.found
        fared, learned = found.fared, found.learning
        numbers = [
            {
                "key": number.key, "number": name_of(number.key), "value": value.mean,
                "low": value.low, "high": value.high if np.isfinite(value.high) else None,
                "above_chance": value.mean > learned.floor, "surely": k in learned.sure,
                "drawn_with": number.group, "numbers_in_group": number.members,
            }
            for k, (number, value) in enumerate(
                zip(learned.numbers, learned.values, strict=True)
            )
        ]  # fmt: skip
        plans = [
            {
                "plan": name, "mean": self._outcome(fared.means[:, k]).mean(),
                "share_of_sets_best": fared.chances[:, k].mean(),
                "leads_beyond_luck": fared.leads[k],
                "regret": regret.mean, "regret_low": regret.low, "regret_high": regret.high,
            }
            for k, (name, regret) in enumerate(zip(self.names, fared.regret, strict=True))
        ]  # fmt: skip
        return {
            "plans": pd.DataFrame(plans),
            "numbers": pd.DataFrame(numbers),
            "sets": pd.DataFrame(self._sets()),
        }

    def _sets(self) -> dict[str, object]:
        """Lay every set out: what each plan came to, the lead, and the values drawn."""
        fared = self.found.fared
        return {
            **{f"plan: {name}": self._outcome(fared.means[:, k])
               for k, name in enumerate(self.names)},
            "lead": -self.found.lead,
            "chance_of_lead": self.found.pair.chances[:, 0],
            **{key: in_words(key, values)
               for key, values in zip(fared.sets.keys, fared.sets.values.T, strict=True)},
        }  # fmt: skip

    def _outcome(self, values: np.ndarray) -> np.ndarray:
        """Turn the sign back where less is better."""
        return values if self.found.fared.up else -values

    def drawings(self) -> "Drawings":
        """Name the figures: the lead along a number, and what learning is worth, if anything."""
        from sim.report.figures import flips, value_of_learning

        drawn: dict[str, Callable[[], Page]] = {"lead": lambda: flips.lead(self.told)}
        if self.found.learning.all.mean > 0:
            drawn["value_of_learning"] = lambda: value_of_learning.bars(self.told)
        return drawn
