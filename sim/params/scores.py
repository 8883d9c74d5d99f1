"""What several people said of one key: their mean stands, and their range is drawn from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SCORE = "score "  # precedes the number of a score without a name


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one key of a scenario.

    key    dotted
    by     who, and what they said, in the unit of the key
    mean   of them, which the scenario has
    asked  how many were asked, with those who did not know
    """

    key: str
    by: tuple[tuple[str, float], ...]
    mean: float
    asked: int

    @property
    def low(self) -> float:
        """The lowest score."""
        return min(score for _, score in self.by)

    @property
    def high(self) -> float:
        """The highest score."""
        return max(score for _, score in self.by)

    @property
    def differ(self) -> bool:
        """Whether people disagree."""
        return self.low < self.high

    @property
    def plain_mean(self) -> float:
        """Their mean before it is rounded, for a key of whole numbers."""
        return sum(score for _, score in self.by) / len(self.by)

    @property
    def called(self) -> str:
        """What was scored, in words: "relative advantage"."""
        return self.key.partition(".")[2].replace(".", " ").replace("_", " ")

    def __deepcopy__(self, memo: Any) -> "Scores":
        """Return itself: nothing changes it."""
        return self

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, for a manifest."""
        return {
            "key": self.key, "by": [list(each) for each in self.by], "mean": self.mean,
            "asked": self.asked,
        }  # fmt: skip


def scores_from(said: Mapping[str, Any]) -> Scores:
    """Make scores of what `Scores.plain` returned."""
    by = tuple((str(who), float(score)) for who, score in said["by"])
    return Scores(str(said["key"]), by, float(said["mean"]), int(said["asked"]))


def standing_scores(scenario: Any) -> Iterator[Scores]:
    """Yield the scores that a scenario goes by: those whose mean it still has, no other value.

    scenario  sim.params.Scenario
    """
    for each in scenario.scores or ():
        if _value(scenario, each.key) == each.mean:
            yield each


def _value(scenario: Any, key: str) -> Any:
    found = scenario
    for name in key.split("."):
        found = found.get(name) if isinstance(found, dict) else getattr(found, name, None)
    return found
