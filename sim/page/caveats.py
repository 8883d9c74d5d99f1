"""What is assumed, what is sourced, and how sure it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from sim.page.commands import typed
from sim.page.plans import Compared, identity
from sim.page.schema import Parameter as Told
from sim.page.schema import Scalar
from sim.params import Parameter, Scenario, parameters
from sim.params.declare import ASSUMED

LEFT_OUT = ("strategy.shift.",)  # carried out: the shares say it


def parameters_of(compared: Compared) -> dict[str, Told]:
    """Tell every number and switch behind the page: value, unit, meaning, source, allowed range.

    A key in which the plans differ has each plan's value in `values`.
    """
    scenarios = [result.scenario for result in compared.results]
    tables = [{each.key: each for each in parameters(scenario)} for scenario in scenarios]
    keys = dict.fromkeys(key for table in tables for key in table if not key.startswith(LEFT_OUT))
    return {key: _told(key, tables) for key in keys}


def _told(key: str, tables: Sequence[Mapping[str, Parameter]]) -> Told:
    there = {identity(k): table[key] for k, table in enumerate(tables) if key in table}
    first = next(iter(there.values()))
    told: Told = {
        "value": _value(first.default),
        "unit": first.unit,
        "meaning": first.meaning,
        "source": first.source,
        "sourced": is_sourced(first),
        "low": first.low,
        "high": first.high,
    }
    values = {name: _value(each.default) for name, each in there.items()}
    if len({str(each) for each in values.values()}) > 1:
        told["values"] = values
    return told


def _value(value: Any) -> Scalar:
    return value if value is None or isinstance(value, bool | int | float) else shown(value)


def shown(value: Any) -> str:
    """Say the value of a choice by its name."""
    return str(getattr(value, "name", None) or typed(value))


def is_sourced(parameter: Parameter) -> bool:
    """Whether a number was seen somewhere; a number fitted, scaled or judged is assumed."""
    return ASSUMED not in parameter.source


def honesty(compared: Compared) -> list[str]:
    """Say in sentences what the page rests on."""
    scenario, found = compared.results[0].scenario, compared.found
    groups = ("assumptions.", "coefficients.")
    assumptions = [each for each in parameters(scenario) if each.key.startswith(groups)]
    sourced = sum(is_sourced(each) for each in assumptions)
    return [
        (
            f"Of the {len(assumptions)} numbers that say how organisations behave, {sourced} come "
            "from a publication; the others are judgement, or set by hand so that the pace "
            "resembles known programmes."
        ),
        _system(scenario),
        (
            f"Every plan met the same luck in {found.replicates:,} runs, so that plans differ by "
            "what they do. The ranges cover chance and the drawing of the system; they do not "
            "cover wrong assumptions."
        ),
        (
            "So use it to compare plans and to see what they trade off. It does not forecast: no "
            "date and no share here is a promise."
        ),
    ]


def _system(scenario: Scenario) -> str:
    system = scenario.system
    if system.organisations_file is not None:
        return "The organisations are your own, as your file describes them."
    return (
        f"The system is drawn, not surveyed: an “Acute trust 3” is nobody's trust. "
        f"{system.source}".strip()
    )
