"""The nine tensions of the paper as nine dials, each with a few positions."""

from dataclasses import dataclass
from typing import Any

ENDS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Tension:
    """One balance that people who implement an innovation have to strike (B1 to B9).

    claim  what the paper says about it, in our words
    needs  key that it needs to have an effect, and the name of that key; None if it needs none
    ends   names of the first and the last position
    positions  (value, name), in order; without a name it is named by the end that it is nearer to
    unset  name of no setting, which lies on no position
    """

    id: str
    label: str
    key: str
    claim: str
    ends: tuple[str, str]
    positions: tuple[tuple[Any, str], ...]
    needs: tuple[str, str] | None = None
    unset: str = "not set in this plan"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the positions."""
        first, last = self.ends
        near = (first, f"nearer to “{first}”", "half way", f"nearer to “{last}”", last)
        named = [name for _, name in self.positions]
        return tuple(named) if any(named) else near


def _shares(values: tuple[float, ...] = ENDS) -> tuple[tuple[Any, str], ...]:
    return tuple((value, "") for value in values)


NINE = (
    Tension(
        "tailoring", "Too simple or too complex", "strategy.tailoring",
        "Match the approach to the complexity. A simple tool can be rolled out in one way for all; "
        "a clinical tool must be fitted to each site. Neither does well the other way.",
        ("one way for all", "every site unique"), _shares(),
        unset="to suit its complexity",
    ),
    Tension(
        "pace", "Too fast or too slow", "strategy.wave_cap",
        "Too fast overwhelms teams and adds risk. Too slow loses momentum and delays the gains. A "
        "good pace is ambitious but manageable.",
        ("one go-live a month", "as many as are ready"),
        (*((each, f"{each} a month") for each in (1, 2, 3, 4, 6, 9)), (None, "no cap")),
    ),
    Tension(
        "codification", "Too rigid or too fluid", "strategy.codification",
        "Fix the core and leave the rest open. A model fixed too early cannot adapt; a model that "
        "is never written down cannot be copied.",
        ("left open", "to the letter"), _shares(),
        unset="to suit each culture",
    ),
    Tension(
        "sourcing", "Build or buy", "strategy.sourcing",
        "Building gives control, but needs money permanently and can fall behind. Buying is "
        "quicker but less flexible. A partner keeps the product up to date.",
        ("build", "partner"), (("build", "build"), ("buy", "buy"), ("partner", "partner")),
    ),
    Tension(
        "generality", "Tailored or generalised", "strategy.general",
        "Tailored designs fit better but reach fewer people. General designs reach further but may "
        "not fit. Let risk decide, and design for everybody.",
        ("made for one setting", "made for all"), _shares(),
    ),
    Tension(
        "integration", "Point solution or integration", "strategy.integration",
        "Do not integrate everything at once, or nothing. Integrate in stages, first where risk or "
        "volume is high.",
        ("standalone", "within the workflow"), _shares(),
    ),
    Tension(
        "orientation", "Standards or adaptation", "system.orientation",
        "Some organisations like to copy a proven model exactly; others like to adapt its "
        "principles. Know the culture.",
        ("likes standards", "likes to adapt"), _shares((0.1, 0.3, 0.5, 0.7, 0.9)),
        ("strategy.codification", "how closely the model is written down"),
    ),
    Tension(
        "regulation", "Rules or principles", "system.regulation",
        "Rules protect, but they can stifle. Regulate in proportion to risk, and by principles "
        "where technology moves fast.",
        ("few rules", "many rules"), _shares(),
    ),
    Tension(
        "contract", "Short or long contracts", "strategy.contract",
        "Long contracts bring stability but lock in old technology. Short ones keep options open "
        "but break continuity. Find a middle way with clear exits.",
        ("3 months", "open-ended"),
        ((3, "3 months"), (6, "6 months"), (12, "1 year"), (24, "2 years"), (60, "5 years"),
         (None, "open-ended, kept current")),
    ),
)  # fmt: skip
