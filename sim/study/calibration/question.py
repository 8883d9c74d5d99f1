"""What is calibrated: a scenario, the curves that it must meet, and when its run begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sim.networks import system_of
from sim.params import Scenario, copied
from sim.params.errors import UserError
from sim.process.settings.timeline import DEADLINES
from sim.study.assumption_draws import with_set
from sim.study.calibration.series import EVERYBODY, ObservedSeries
from sim.study.track.observed import EVER

START = "clock.start"  # drawn as months before the first date; a date in a scenario
MOST_LEAD = 60  # [month] before the first date, by which a spread may have begun (assumed)


@dataclass(frozen=True, slots=True)
class Question:
    """A scenario that must meet observed curves.

    lead     months from the start of the run to the first date, if it is fixed
    horizon  last calendar month that is run
    groups   for each curve the (dimension, group) of the model; None for everybody
    """

    scenario: Scenario
    observed: ObservedSeries
    lead: int | None
    horizon: int
    groups: tuple[tuple[str, str] | None, ...]

    @property
    def span(self) -> int:
        """Months from the first date to the horizon."""
        return self.horizon - self.observed.first

    def up_to(self, month: int) -> "Question":
        """Run only as far as a calendar month."""
        return replace(self, horizon=month)

    def scenario_of(self, keys: Sequence[str], row: Sequence[float]) -> tuple[Scenario, int]:
        """Put settings into the scenario; returns it and its lead in months.

        What is dated moves along, so that it keeps its month of the calendar: events, and a
        programme that does not begin with the run.
        """
        own = [k for k, key in enumerate(keys) if key != START]
        values = [row[k] for k in own]
        lead = self.lead if self.lead is not None else round(float(row[keys.index(START)]))
        # One system for each run, so that a few runs cover as many systems
        changed = with_set(self.scenario, [keys[k] for k in own], values, per_system=1)
        changed.clock.months = max(1, lead + self.span)
        begins = self.observed.first - lead
        changed.clock.start = f"{begins // 12:04d}-{begins % 12 + 1:02d}"
        if self.lead is None and lead:
            _move(changed, lead)
        return changed, lead


def _move(scenario: Scenario, lead: int) -> None:
    """Make what is dated later by the months by which the run begins earlier."""
    if scenario.strategy.start > 0:
        scenario.strategy.start += lead
    scenario.events = {
        name: replace(
            event,
            from_month=event.from_month + lead,
            until=None if event.until is None else event.until + lead,
            set={
                key: value + lead if key in DEADLINES and value is not None else value
                for key, value in event.set.items()
            },
        )
        for name, event in scenario.events.items()
    }


def question(
    scenario: Scenario, observed: ObservedSeries, start: int | None, horizon: int
) -> Question:
    """Ask which settings of a scenario meet observed curves.

    start  calendar month in which the run begins, if the user said it

    Raises
    ------
    UserError
        If the run begins after the first date, or a group of the table is none of the system.
    """
    lead = None if start is None else observed.first - start
    if lead is not None and lead < 0:
        raise UserError(
            f"{observed.name}: the first date is {-lead} months before the run starts "
            "(clock.start); give an earlier start, or none: then it is drawn"
        )
    groups = tuple(_groups(copied(scenario), observed))
    if observed.measure == EVER and any(each is not None for each in groups):
        raise UserError(
            f"{observed.name}: the model counts who is live by group, not who ever was; call the "
            "column live_now, or calibrate one group alone with --group"
        )
    return Question(scenario, observed, lead, max(horizon, observed.last), groups)


def _groups(scenario: Scenario, observed: ObservedSeries) -> Iterator[tuple[str, str] | None]:
    from sim.outcomes.counts import group_names

    known = [
        each for each in group_names(system_of(scenario.system, 0, 0)) if each[0] != "category"
    ]
    by_name = {name.casefold(): (dimension, name) for dimension, name in known}
    for each in observed.series:
        if each.group.casefold() == EVERYBODY:
            yield None
        elif each.group.casefold() in by_name:
            yield by_name[each.group.casefold()]
        else:
            types = [name for dimension, name in known if dimension == "type"]
            raise UserError(
                f"{observed.name}: the group '{each.group}' is no group of this system; call it by "
                f"the title of a type ({', '.join(types)}), or calibrate it alone: "
                f"--group {each.group!r}"
            )
