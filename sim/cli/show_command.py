"""`uptake show`: the contents of a preset, a scenario, a ready design or a concept in the paper."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sim.cli import messages, own_values
from sim.cli.concepts import names_concept, show_concept
from sim.cli.ready_designs import names_design, show_design
from sim.config import GROUPS, Plan, digest, expand
from sim.params import Scenario, as_typed, leaves
from sim.params.errors import UserError

# What counts in a system that is made up only
OF_MADE_UP = re.compile(
    r"system\.(organisations|regions|types\.\w+\.(weight|size|can_be_deprived))"
)
SELDOM = ("assumptions.", "coefficients.", "levers.", "stage_weights.", "system.types.")


def show(
    overrides: Sequence[str],
    config_dirs: Sequence[Path],
    values: bool = False,
    organisation: str | None = None,
) -> int:
    """Print the values; only those of one group if the user named just one preset.

    values        print those of all organisations that the user brought
    organisation  print those of one of them
    """
    if names_concept(overrides):
        return show_concept(overrides)
    if names_design(overrides):
        return show_design(overrides, config_dirs)
    plans = expand(overrides, config_dirs)
    if len(plans) > 1:
        raise UserError(f"show one plan at a time, not {len(plans)}; give each key one value")
    if values or organisation is not None:
        _show_organisations(plans[0], organisation)
        return 0
    plan, group = plans[0], _only_group(overrides)
    for line in _titles(plan, group):
        messages.out(line)
    rows = list(_rows(plan.scenario, group))
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for key, value, mark, meaning in rows:
        start = f"{mark} {key:{widths[0]}}  {value:{widths[1]}}  "
        messages.out(start + messages.hanging(meaning, len(start)))
    messages.out()
    messages.out("* differs from the default")
    if group is None:
        hidden = ", ".join(name.rstrip(".") for name in SELDOM)
        messages.out(
            messages.paragraph(
                f"For {hidden}, only values that differ are shown. To see all of them: "
                "uptake list parameters"
            )
        )
        messages.out(f"Digest of the scenario: {digest(plan.scenario)}")
    messages.out(
        f"To repeat: {messages.repeat('show', overrides, {'--config-dir': tuple(config_dirs)})}"
    )
    return 0


def _show_organisations(plan: Plan, organisation: str | None) -> None:
    """Print the values of the user's own organisations, or of one of them."""
    if organisation is None:
        own_values.print_values(plan)
    else:
        own_values.print_organisation(plan, organisation)


def _only_group(overrides: Sequence[str]) -> str | None:
    """Return the group, if the user named just one preset; else None."""
    named = [text.partition("=")[0] for text in overrides]
    alone = len(named) == 1 and named[0] in GROUPS and named[0] != "scenario"
    return named[0] if alone else None


def _titles(plan: Plan, group: str | None) -> Iterator[str]:
    for name in ("scenario", "system", "innovation", "strategy"):
        if group not in (None, name):
            continue
        part: Any = plan.scenario if name == "scenario" else getattr(plan.scenario, name)
        yield f"{name.capitalize()}: {part.title or plan.choices[name]}{_preset(plan, name)}"
        if part.about:
            yield messages.paragraph(part.about)
        if name == "system" and plan.scenario.system.is_own:
            yield from _stands(plan)
            yield from own_values.origins(plan)
        if source := getattr(part, "source", ""):
            yield messages.paragraph(f"Source: {source}")
        yield from own_values.scores(plan, name)
        yield ""


def _preset(plan: Plan, name: str) -> str:
    """Write the preset of a part in brackets; of the user's own system, where it is."""
    system = plan.scenario.system
    if not system.is_own or name not in ("scenario", "system"):
        return f" ({plan.choices[name]})"
    place = system.folder or system.organisations_file
    return f" ({Path(place).name})" if name == "system" and place else ""


def _stands(plan: Plan) -> Iterator[str]:
    """Say where the user's own organisations stand at month 0, if they say so."""
    from sim.report.standing import stands_in_words  # and with it numpy

    for line in stands_in_words([plan.scenario]):
        yield messages.paragraph(f"{line}.")


def _rows(scenario: Scenario, group: str | None) -> Iterator[tuple[str, str, str, str]]:
    """Yield key, value with unit, mark, and meaning with source and default."""
    usual = {key: value for key, _, value in leaves(Scenario())}
    for key, each, value in leaves(scenario):
        if each.metadata.get("text") or (group and not key.startswith(f"{group}.")):
            continue
        if key.startswith("strategy.shift."):  # already included in the shares
            continue
        if scenario.system.is_own and OF_MADE_UP.fullmatch(key):
            continue
        normal = usual.get(key, each.default)
        differs = value != normal
        if not differs and key.startswith(SELDOM):
            continue
        about = each.metadata
        if "meaning" not in about:  # a key that an event sets
            yield key, as_typed(value), "*", "what the event sets"
            continue
        default = f"; default {as_typed(normal)}" if differs else ""
        meaning = f"{about['meaning']} ({about['source']}{default})"
        yield key, f"{as_typed(value)} {about['unit']}".strip(), "*" if differs else " ", meaning
