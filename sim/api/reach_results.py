"""The least money that reaches a goal: lines to read, tables, a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.api.answers import Answer
from sim.report.reach import table
from sim.report.reach.account import account
from sim.report.reach.lines import lines
from sim.report.reach.subject import Subject
from sim.study.reach.results import Found, Least

if TYPE_CHECKING:
    import pandas as pd

    from sim.report.figures import Drawings


@dataclass(frozen=True)
class LeastMoney(Answer):
    """For each plan the least money that reaches a goal, and how surely.

    Attributes
    ----------
    subject : sim.report.reach.subject.Subject
        What was found, and of which plans.
    """

    subject: Subject
    command = "reach"

    @property
    def least(self) -> Least:
        """What was found, by plan: amounts, chances with intervals, runs."""
        return self.subject.least

    def __getitem__(self, name: str) -> Found:
        """Return what was found of the plan with a name.

        Raises
        ------
        KeyError
            If no plan has that name.
        """
        if name not in self.subject.names:
            raise KeyError(f"no plan is called {name!r}; choose from {self.subject.names}")
        return self.least.plans[self.subject.names.index(name)]

    @cached_property
    def lines(self) -> list[tuple[str, str]]:
        """The answer: label and text of each line; the headline has no label."""
        return lines(self.subject)

    @cached_property
    def account(self) -> list[str]:
        """The same at length, as paragraphs."""
        return account(self.subject)

    @cached_property
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """Tables: `reach`, one row for each plan, and `chance_by_money`, one for each amount."""
        import pandas as pd

        return {
            "reach": pd.DataFrame([*table.plan_records(self.subject)]),
            "chance_by_money": pd.DataFrame([*table.point_records(self.subject)]),
        }

    def printed(self) -> tuple[list[str], list[list[str]]]:
        """Return the heading and the rows of the small table that a terminal shows."""
        return table.heading(self.least), table.rows(self.subject)

    def drawings(self) -> "Drawings":
        """Name the figure, with the function that draws it; none if no plan was run."""
        if not any(each.points for each in self.least.plans):
            return {}
        from sim.report.figures.chance_by_money import chance_by_money
        from sim.report.reach.notes import notes

        def drawn() -> Any:
            return chance_by_money(
                self.least, self.subject.names, self.lines[0][1], notes(self.subject)
            )

        return {"chance_by_money": drawn}
