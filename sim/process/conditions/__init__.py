"""When a run does not read a number of its `Settings`, and why: one row for each reason.

A number that no row names is taken to be read in every run.  So a missing row costs a note that
could have been given, and never gives a wrong one.  A number of a field with several is called by
its place: "cost.3" is the cost of the fourth lever; a trait, "organisations.legacy".
"""

from sim.process.conditions.condition import Condition
from sim.process.conditions.kinds import BEFORE, CLASSIC, of_the_process
from sim.process.conditions.levers import of_help, of_levers
from sim.process.conditions.plan import of_the_plan, of_the_start
from sim.process.conditions.zeros import of_what_is_zero

__all__ = ["BEFORE", "CLASSIC", "CONDITIONS", "Condition"]

# Every reason; the first that holds is the one to give
CONDITIONS: tuple[Condition, ...] = (
    *of_the_process(),
    *of_the_start(),
    *of_levers(),
    *of_help(),
    *of_the_plan(),
    *of_what_is_zero(),
)
