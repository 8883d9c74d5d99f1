"""From overrides to scenarios: one plan for each combination of the values given."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.config import preset_files
from sim.config.composer import Composer
from sim.config.overrides import MOST_PLANS, Override, alternatives, label_of, screen
from sim.config.plan_names import names_of
from sim.params import Scenario, markup
from sim.params.errors import UserError


@dataclass(frozen=True, slots=True)
class Plan:
    """One scenario to run, and the overrides that made it.

    label      short name that says only how it differs from the other plans, as typed
    name       the same in words, for a reader
    overrides  what the user typed, with the values of this plan
    choices    the preset of each group: {"strategy": "hin_playbook", ...}
    """

    label: str
    overrides: tuple[str, ...]
    choices: dict[str, str]
    scenario: Scenario
    name: str = ""

    def _repr_html_(self) -> str:
        """Show the plan in a notebook: its overrides and its scenario."""
        heading = markup.paragraph(f"{self.name or self.label}: {' '.join(self.overrides)}")
        return heading + self.scenario._repr_html_()


def load(overrides: Iterable[str] = (), config_dirs: Iterable[str | Path] = ()) -> Scenario:
    """Compose and check one scenario.

    Parameters
    ----------
    overrides : iterable of str
        What to change, as on the command line.
    config_dirs : iterable of str or Path
        Folders with presets of your own.

    Returns
    -------
    Scenario
        Every number of the model, resolved.

    Raises
    ------
    UserError
        If a key, a name or a value is unknown or out of range, or if the overrides make several
        plans.

    Examples
    --------
    >>> scenario = sim.load(["scenario=avt_london", "strategy=hin_playbook", "strategy.pilots=4"])
    """
    plans = _unnamed(overrides, config_dirs)
    if len(plans) > 1:
        varied = ", ".join(plan.name for plan in with_names(plans)[:3])
        raise UserError(f"give one plan here, not {len(plans)} ({varied} ...); or use compare")
    return plans[0].scenario


def expand(overrides: Iterable[str] = (), config_dirs: Iterable[str | Path] = ()) -> list[Plan]:
    """Compose and check one plan for every combination of values; the first key varies slowest."""
    return with_names(_unnamed(overrides, config_dirs))


def _unnamed(overrides: Iterable[str], config_dirs: Iterable[str | Path]) -> list[Plan]:
    """Compose and check plans; names in words cost as much, and not everybody reads them."""
    own = preset_files.existing_folders(config_dirs)
    values = [alternatives(each, own) for each in screen(overrides, own)]
    combinations = list(itertools.islice(itertools.product(*values), MOST_PLANS + 1))
    if len(combinations) > MOST_PLANS:
        raise UserError(f"these values make more than {MOST_PLANS} plans; give fewer values")
    varied = [position for position, each in enumerate(values) if len(each) > 1]
    composer = Composer(own)
    plans = [_plan(each, varied, composer) for each in combinations]
    _refuse_twins(plans)
    return plans


def with_names(plans: Sequence[Plan]) -> list[Plan]:
    """Name plans in words by what sets them apart; plans put together anew are named anew."""
    return [replace(p, name=name) for p, name in zip(plans, names_of(plans), strict=True)]


def index_of(baseline: str | None, plans: Sequence[Plan]) -> int:
    """Find the plan that the others are compared with: of that label or name, else the first."""
    if baseline is None:
        return 0
    for called in ([plan.label for plan in plans], [_plain(plan.name) for plan in plans]):
        if baseline in called or _plain(baseline) in called:
            return called.index(baseline if baseline in called else _plain(baseline))
    names = [plan.name or plan.label for plan in plans]
    near = preset_files.nearest(baseline, [*names, *(plan.label for plan in plans)])
    raise UserError(f"no plan is called {baseline!r}{near}; choose from {'; '.join(names[:12])}")


def _plain(name: str) -> str:
    """Write a name without what a reader may leave out: capitals, quotation marks, the pound."""
    return " ".join(name.casefold().replace("gbp ", "£").strip("\"'“” ").split())


def _plan(overrides: Sequence[Override], varied: Sequence[int], composer: Composer) -> Plan:
    """Compose one plan."""
    scenario, choices, told = composer.composed(overrides)
    texts = tuple(each.text for each in told)
    return Plan(_label(told, varied, choices), texts, choices, scenario)


def _label(overrides: Sequence[Override], varied: Sequence[int], choices: dict[str, str]) -> str:
    if varied:
        differing = [overrides[position] for position in varied]
        return ", ".join(label_of(each, differing) for each in differing)
    rest = [each for each in overrides if each.key != "scenario"]
    return ", ".join([choices["scenario"], *(label_of(each, rest) for each in rest)])


def _refuse_twins(plans: Sequence[Plan]) -> None:
    labels = [plan.label for plan in plans]
    for label in labels:
        if labels.count(label) > 1:
            raise UserError(f"the plan {label!r} appears twice; give each value once")
