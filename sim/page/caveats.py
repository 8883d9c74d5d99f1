"""What is assumed, what has a source, and how sure the results are."""

from collections.abc import Mapping, Sequence

from sim.config.preset_files import is_shipped
from sim.networks import system_of
from sim.networks.assemble import HAVE_NO_TIES
from sim.networks.readers import TIES_DRAWN
from sim.networks.tables import TIES_DRAWN_ONCE
from sim.page.json_numbers import scalar
from sim.page.network import same_system
from sim.page.plans import Compared, identity
from sim.page.schema import Parameter as PageParameter
from sim.params import Parameter, Scenario, given_in, parameters
from sim.params.declare import ASSUMED
from sim.report import own_system
from sim.report.events import events_in_words
from sim.report.sets_account import under_sets

LEFT_OUT = ("strategy.shift.",)  # the shares already include it


def parameters_of(compared: Compared) -> dict[str, PageParameter]:
    """List every number and switch of the page: value, unit, meaning, source, allowed range.

    If the plans differ in a key, `values` holds the value of each plan.
    """
    scenarios = [result.scenario for result in compared.results]
    tables = [{each.key: each for each in parameters(scenario)} for scenario in scenarios]
    keys = dict.fromkeys(key for table in tables for key in table if not key.startswith(LEFT_OUT))
    return {key: _entry(key, tables) for key in keys}


def _entry(key: str, tables: Sequence[Mapping[str, Parameter]]) -> PageParameter:
    there = {identity(k): table[key] for k, table in enumerate(tables) if key in table}
    first = next(iter(there.values()))
    entry: PageParameter = {
        "value": scalar(first.default),
        "unit": first.unit,
        "meaning": first.meaning,
        "source": first.source,
        "sourced": is_sourced(first),
        "low": first.low,
        "high": first.high,
    }
    values = {name: scalar(each.default) for name, each in there.items()}
    if len({str(each) for each in values.values()}) > 1:
        entry["values"] = values
    return entry


def is_sourced(parameter: Parameter) -> bool:
    """Whether a number comes from a source; if fitted, scaled or judged, it is assumed."""
    return ASSUMED not in parameter.source


def caveats(compared: Compared) -> list[str]:
    """Say what the page is based on, in sentences that tell no answer."""
    scenario, found = compared.results[0].scenario, compared.found
    groups = ("assumptions.", "coefficients.")
    assumptions = [each for each in parameters(scenario) if each.key.startswith(groups)]
    sourced = sum(is_sourced(each) for each in assumptions)
    return [
        (
            f"Of the {len(assumptions)} numbers that say how organisations behave, {sourced} come "
            "from a publication. The others are judgement, or set by hand to match the pace of "
            "known programmes."
        ),
        *dict.fromkeys(
            _system(result.scenario, named=not same_system(compared)) for result in compared.results
        ),
        (
            f"All plans used the same random numbers in {found.replicates:,} runs, so they differ "
            "only by what they do."
        ),
        _assumptions(compared),
        *own_system.own_in_words([result.scenario for result in compared.results]),
        *events_in_words([result.scenario for result in compared.results]),
        (
            "So use this page to compare plans and see their trade-offs. It is not a forecast: no "
            "date and no share here is a promise."
        ),
    ]


def bears_out(compared: Compared) -> list[str]:
    """Say how far the sets of assumptions bear the answer out; nothing if there are none."""
    drawn = compared.comparison.drawn
    return [] if drawn is None else list(under_sets(compared.found, drawn))


def _assumptions(compared: Compared) -> str:
    """Say what luck, systems and assumptions do, each by itself."""
    if compared.comparison.drawn is None:
        return (
            "The assumptions were not varied. The ranges cover luck and the made-up systems; they "
            "do not cover wrong assumptions."
        )
    return (
        "Numbers in the table have ranges for luck and the made-up systems. Shading, unless you "
        "choose another, adds what the assumptions do: nine runs in ten lie in it."
    )


def _system(scenario: Scenario, named: bool) -> str:
    """Say how real a system is; `named` if the page shows several."""
    system = scenario.system
    which = f"System “{system.title}”: " if named else ""
    if system.is_own:
        notes = system_of(system, 0, 0).notes
        told = [
            f"{note[0].upper()}{note[1:]}."
            for note in notes
            if note not in (TIES_DRAWN, TIES_DRAWN_ONCE) and HAVE_NO_TIES not in note
        ]
        if is_shipped(system.organisations_file):
            real = f"{which}The organisations are real and have aliases: no result is of any one."
            return " ".join([real, *told, system.source])
        where = "in your file" if given_in(system) is None else "by your program"
        own = f"{which}The organisations are your own, as described {where}."
        return " ".join([own, *told])
    made_up = f"{which}The system is made up: “Acute trust 3” is not a real trust."
    return f"{made_up} {system.source}".strip()
