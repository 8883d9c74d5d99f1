"""What to spend on: lines, tables, figures, the plan as overrides and as a preset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.api.answers import Answer, Line
from sim.api.spending import Spending
from sim.config import Plan
from sim.config.command_lines import quoted
from sim.outcomes.intervals import Interval
from sim.report.optimise import objective_words as said
from sim.report.optimise.account import account
from sim.report.optimise.held_against import Told, counted, has_mandate, told_of
from sim.report.optimise.lines import lines
from sim.report.optimise.plan_words import TITLE, overrides, part_name, preset, title_of
from sim.study.optimise.candidates import LEVERS
from sim.study.optimise.limits import share, usual_most
from sim.study.optimise.measures import Objective
from sim.study.optimise.optimise import OPTIMISED, Optimum
from sim.study.optimise.told import Ran, chances_of, matters

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings

PRESET = f"strategy/{OPTIMISED}.yaml"
SHOWN = 8  # plans in the table of a terminal


@dataclass(frozen=True)
class Optimised(Answer):
    """What to spend a budget on.

    Attributes
    ----------
    optimum : sim.study.optimise.optimise.Optimum
        The plan, and how it did on fresh runs.
    plan : sim.config.Plan
        The plan that was given.
    spending : sim.api.spending.Spending
        What was asked.
    fixed : bool
        Whether assumptions stayed as they are.
    excluded : str
        Why a set of assumptions is not possible; empty if all are.
    """

    optimum: Optimum
    plan: Plan
    spending: Spending
    fixed: bool
    excluded: str = ""
    command = "optimise"

    @cached_property
    def told(self) -> Told:
        """The plan beside the best shipped one."""
        return told_of(self.optimum, self.fixed)

    @cached_property
    def lines(self) -> list[Line]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.told)

    @property
    def overrides(self) -> list[str]:
        """The plan as overrides, to paste after those that were given."""
        return overrides(self.optimum.chosen, self.optimum.wanted.rests)

    @property
    def account(self) -> list[str]:
        """The same at length, as paragraphs."""
        pasted = " ".join(map(quoted, self.overrides))
        return [
            *account(self.told),
            f"The plan as overrides: {pasted}.",
            f"It is also the preset {PRESET} in the folder of the answer. To hold it against "
            f"others at the same money: {self.compare_line('THIS_FOLDER')}",
            *([f"A set of assumptions was left out: {self.excluded}"] if self.excluded else []),
        ]

    def compare_line(self, folder: str) -> str:
        """Write the line that compares the plan with others at the same money."""
        typed = [each for each in self.plan.overrides if not each.startswith("strategy=")]
        best = "hin_playbook" if self.told.best is None else self.told.best.name
        texts = [
            *typed, f"strategy={best},{OPTIMISED}",
            f"strategy.budget_total={self.spending.budget:.10g}",
            *(["strategy.winter_break=true"] if self.spending.avoid_winter else []),
        ]  # fmt: skip
        return f"uptake compare {' '.join(map(quoted, texts))} --config-dir {folder}"

    @cached_property
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """Tables: plans beside each other, the shares, what is lost, the calendar, the front."""
        import pandas as pd

        found = {
            "plans": pd.DataFrame(self._plans()),
            "shares": pd.DataFrame(self._shares()),
            "parts": pd.DataFrame(self._parts()),
            "calendar": pd.DataFrame(self._calendar()),
        }
        if self.optimum.front:
            found["front"] = pd.DataFrame(self._front())
        return found

    def drawings(self) -> "Drawings":
        """Name the figures: what counts, the plans side by side, the calendar, the front."""
        from sim.report.figures import optimise as figures
        from sim.report.figures import trade_offs

        found: dict[str, Any] = {
            "spend": lambda: figures.spend(self.told),
            "plans": lambda: figures.plans(self.told),
        }
        if self.optimum.front:
            found["front"] = lambda: trade_offs.front(self.told)
        found["calendar"] = lambda: figures.calendar(self.told)
        return found

    def texts(self) -> dict[str, str]:
        """Return the files of text: those of every answer, and the plan as a preset."""
        wanted = " and ".join((self.spending.objective, *self.spending.also))
        about = f"What £{self.spending.budget:,.0f} is best spent on for {wanted}, in the model."
        return {**super().texts(), PRESET: preset(self.optimum.ran.scenario, about)}

    def document(self) -> dict[str, Any]:
        """Return the answer as plain data."""
        return {**super().document(), "overrides": self.overrides}

    def printed(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return the plans side by side, the best first."""
        objectives = self.optimum.wanted.objectives
        horizon = self.optimum.wanted.horizon
        head = [
            "the same money", *(said.axis(each, horizon) for each in objectives), "ahead by",
            "gave up", "limits",
        ]  # fmt: skip
        rows = [self._row(each) for each in self._ordered()[:SHOWN]]
        return head, rows

    def _row(self, ran: Ran) -> list[str]:
        objectives = self.optimum.wanted.objectives
        first = objectives[0]
        is_own = ran is self.optimum.ran
        ahead = "" if is_own else said.ahead_with_ends(first, self.optimum.ran.ahead(ran, first))
        return [
            TITLE if is_own else ran.title,
            *(said.with_ends(each, ran.value(each)) for each in objectives),
            ahead,
            f"{100 * share(ran.measured, 'abandoned', 'ever_live'):.0f}%",
            self._standing(ran),
        ]

    def _standing(self, ran: Ran) -> str:
        """Say whether a plan counts: it may break a limit, or have a mandate."""
        if ran.broken:
            return "broken"
        is_rival = ran is self.optimum.ran or counted(self.told, ran)
        return "kept" if is_rival or not has_mandate(ran) else "mandate"

    def _ordered(self) -> list[Ran]:
        first = self.optimum.wanted.objectives[0]
        plans = [self.optimum.ran, *self.optimum.rivals]
        return sorted(plans, key=lambda each: -first.gain(each.measured))

    def _plans(self) -> list[dict[str, Any]]:
        first = self.optimum.wanted.objectives[0]
        plans = self._ordered()
        chances = chances_of(plans, first)
        return [
            {
                "plan": TITLE if each is self.optimum.ran else each.title, "name": each.name,
                **self._values(each),
                **_columns("behind", self._behind(each, first)),
                **_columns("chance_best", chance),
                "gave_up": share(each.measured, "abandoned", "ever_live"),
                "most_in_dip": usual_most(each.measured),
                "limits_broken": " ".join(each.broken),
            }
            for each, chance in zip(plans, chances, strict=True)
        ]  # fmt: skip

    def _values(self, ran: Ran) -> dict[str, float]:
        from sim.report.optimise.held_against import known
        from sim.study.optimise.measures import OBJECTIVES

        found: dict[str, float] = {}
        for objective in OBJECTIVES.values():
            if known(ran, objective):
                found |= _columns(objective.key, ran.value(objective))
        return found

    def _behind(self, ran: Ran, objective: Objective) -> Interval:
        return self.optimum.ran.ahead(ran, objective)

    def _shares(self) -> list[dict[str, Any]]:
        chosen = self.optimum.chosen
        later = None if chosen.later is None else chosen.later[1]
        return [
            {
                "lever": lever, "title": title_of(lever), "percent": chosen.shares[place],
                "percent_later": chosen.shares[place] if later is None else later[place],
            }
            for place, lever in enumerate(LEVERS)
        ]  # fmt: skip

    def _parts(self) -> list[dict[str, Any]]:
        first, own = self.optimum.wanted.objectives[0], self.optimum.ran
        words = {True: "yes", False: "no", None: "cannot be told"}
        return [
            {
                "part": part.key, "title": part_name(part.key),
                **_columns("lost_without", loss := own.ahead(part.ran, first)),
                "matters": words[matters(loss, self.told.margin)],
                "limits_broken_without": " ".join(part.ran.broken),
            }
            for part in self.optimum.parts
            if part.ran is not None
        ]  # fmt: skip

    def _calendar(self) -> list[dict[str, Any]]:
        each = self.optimum.calendar
        return [
            {
                "month": k, "calendar": each.months[k], "winter": each.winter[k],
                "go_lives": float(each.mean[k]), "go_lives_low": float(each.low[k]),
                "go_lives_high": float(each.high[k]), "in_dip": float(each.dip[k]),
                "in_dip_9_in_10": float(each.most[k]),
            }
            for k in range(len(each.months))
        ]  # fmt: skip

    def _front(self) -> list[dict[str, Any]]:
        found = []
        for ran in self.optimum.front:
            row: dict[str, Any] = {"knee": ran.scenario == self.optimum.ran.scenario}
            for objective in self.optimum.wanted.objectives:
                row |= _columns(objective.key, ran.value(objective))
            shares = ran.scenario.strategy.shares
            found.append(row | {lever: getattr(shares, lever) for lever in LEVERS})
        return found


def _columns(name: str, found: Interval) -> dict[str, float]:
    return {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}
