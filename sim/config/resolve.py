"""Checks across several keys, and what follows from them: shares, phases, files, ties."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

from sim.config import preset_files
from sim.config.events import check_events
from sim.params import (
    Ambition,
    OutOfRangeError,
    Scenario,
    Shift,
    Strategy,
    System,
    check,
    given_in,
)
from sim.params.errors import UserError
from sim.params.strategy import MOST_PHASES, SUM_TOLERANCE
from sim.params.system import DRAWN
from sim.params.visible_text import visible


def finish(scenario: Scenario) -> Scenario:
    """Check a scenario and apply its shifts; changes it in place and returns it."""
    _show_texts(scenario)
    for error in impossible(scenario):
        raise error
    return scenario


def impossible(scenario: Scenario) -> Iterator[UserError]:
    """Yield what is not possible in a scenario, the first of each kind; applies its shifts."""
    _show_texts(scenario)
    for each in (_check_ranges, _check_system, _check_pilots, _check_deadline, _check_phases,
                 check_events, _apply_shifts):  # fmt: skip
        try:
            each(scenario)
        except UserError as error:
            yield error


def _check_ranges(scenario: Scenario) -> None:
    try:
        check(scenario)
    except OutOfRangeError as error:
        raise UserError(str(error)) from None


def _show_texts(scenario: Scenario) -> None:
    """Leave out of the user's titles what cannot be seen, and let each of them be one line."""
    parts = (scenario, scenario.system, scenario.innovation, scenario.strategy)
    entries = (*scenario.system.types.values(), *scenario.strategy.phases.values())
    for part in (*parts, *entries, *scenario.events.values()):
        for name in ("title", "about", "source"):
            said = getattr(part, name, "")
            if said and not (said.isascii() and said.isprintable()):
                shown = visible(said)
                setattr(part, name, " ".join(shown.split()) if name == "title" else shown)


def locate(scenario: Scenario, config_dirs: Sequence[Path] = ()) -> None:
    """Find the user's own files: in the current folder, else next to their presets."""
    for name in ("organisations_file", "ties_file"):
        given = getattr(scenario.system, name)
        if given not in (None, DRAWN):
            setattr(scenario.system, name, _found(f"system.{name}", given, config_dirs))


def _found(key: str, given: str, config_dirs: Sequence[Path]) -> str:
    if given.startswith(preset_files.SHIPPED):
        return str(preset_files.shipped() / "system" / given.removeprefix(preset_files.SHIPPED))
    around = [Path(), *config_dirs, *(each / "system" for each in config_dirs)]
    for place in around:
        path = place / Path(given).expanduser()
        if path.is_file():
            return str(path.resolve())
    raise UserError(f"{key}={given}: there is no such file")


def _check_pilots(scenario: Scenario) -> None:
    pilots, organisations = scenario.strategy.pilots, scenario.system.organisations
    if scenario.strategy.ambition == Ambition.site and pilots == 0:
        raise UserError(
            "strategy.ambition is site, but strategy.pilots is 0; set strategy.pilots to 1 or more"
        )
    own = given_in(scenario.system)
    if own is not None and own.standing is not None:
        return  # those that are live are the pilots
    if scenario.system.organisations_file is None and pilots > organisations:
        there = "your system has" if scenario.system.is_own else "system.organisations is"
        raise UserError(
            f"strategy.pilots is {pilots}, but {there} {organisations}; "
            "there cannot be more pilots than organisations"
        )


def _check_deadline(scenario: Scenario) -> None:
    begins, by = scenario.strategy.mandate_month, scenario.strategy.mandate_by
    if begins is not None and by is not None and by <= begins:
        raise UserError(
            f"strategy.mandate_by is {by}, but strategy.mandate_month is {begins}; a deadline must "
            "be later than the month in which the mandate begins"
        )


def _check_system(scenario: Scenario) -> None:
    system = scenario.system
    if system.ties_file not in (None, DRAWN) and system.organisations_file is None:
        raise UserError(
            "system.ties_file is given without system.organisations_file; "
            "give the organisations that the ties connect too"
        )
    if not system.is_own:
        _check_types(system)
        _check_traits(system)
    if not system.has_own_ties:
        _check_ties(system)


def _check_types(system: System) -> None:
    if system.types and not any(each.weight > 0 for each in system.types.values()):
        raise UserError(
            "every type of organisation has weight 0; raise one, "
            f"e.g. system.types.{next(iter(system.types))}.weight=1"
        )


def _check_traits(system: System) -> None:
    """Raise an error for a spread that no Beta distribution with the given mean can have."""
    variance = system.spread_of_traits**2
    for trait in ("maturity", "capacity", "culture", "finance"):
        kinds = {f"system.types.{name}.{trait}": each for name, each in system.types.items()}
        means = {key: getattr(each, trait) for key, each in kinds.items()}
        for key, mean in {f"system.{trait}": getattr(system, trait), **means}.items():
            if mean is not None and variance >= mean * (1 - mean):
                raise UserError(
                    f"{key} is {mean:g} and system.spread_of_traits {system.spread_of_traits:g}; "
                    f"with that mean the spread must be below {(mean * (1 - mean)) ** 0.5:.2g}"
                )


def _check_ties(system: System) -> None:
    """Raise an error for a system that can have no ties: nothing would spread by itself."""
    across = system.ties_other_region if system.regions > 1 else 0.0
    chance = max(system.ties_same_region, across, system.ties_same_type)
    if system.organisations > 1 and min(chance, system.most_ties) <= 0:
        raise UserError(
            f"this is a system of {system.organisations} organisations without ties; raise "
            "system.ties_same_region, system.ties_other_region or system.ties_same_type "
            "above 0 (and system.most_ties)"
        )


def _apply_shifts(scenario: Scenario) -> None:
    """Move money between levers by `strategy.shift`, then set all shifts to 0."""
    strategy = scenario.strategy
    shares = {each.name: getattr(strategy.shares, each.name) for each in fields(strategy.shares)}
    shifts = {each.name: getattr(strategy.shift, each.name) for each in fields(strategy.shift)}
    wanted = {lever: shift for lever, shift in shifts.items() if shift != 0}
    _check_sum(shares)
    for lever, share in shifted(shares, wanted).items() if wanted else ():
        setattr(strategy.shares, lever, share)
    strategy.shift = Shift()


def _check_phases(scenario: Scenario) -> None:
    """Raise an error for later phases whose shares do not sum to 1, or for too many phases."""
    strategy = scenario.strategy
    if len(strategy.phases) >= MOST_PHASES:
        raise UserError(
            f"strategy.phases has {len(strategy.phases)} later phases; "
            f"the most allowed is {MOST_PHASES - 1}"
        )
    for name, phase in strategy.phases.items():
        shares = {each.name: getattr(phase.shares, each.name) for each in fields(phase.shares)}
        total = sum(shares.values())
        if abs(total - 1) > SUM_TOLERANCE:
            raise UserError(
                f"strategy.phases.{name}.shares sum to {total:.6g}; they must sum to 1. Give a "
                f'new phase all its shares, e.g. "+strategy.phases.{name}='
                f'{{from_month: {phase.from_month}, shares: {{comms: 0.5, one2one: 0.5}}}}"'
            )
    _refuse_phases_at_once(strategy)


def _refuse_phases_at_once(strategy: Strategy) -> None:
    """Raise an error for two phases that begin in the same month: the first would never run."""
    first: dict[int, str] = {}
    for name, phase in strategy.phases.items():
        other = first.setdefault(phase.from_month, name)
        if other != name:
            raise UserError(
                f"strategy.phases.{other} and strategy.phases.{name} both begin in month "
                f"{phase.from_month}; change one with strategy.phases.{name}.from_month=..."
            )


def _check_sum(shares: dict[str, float]) -> None:
    total = sum(shares.values())
    if any(shares.values()) and abs(total - 1) > SUM_TOLERANCE:
        raise UserError(
            f"strategy.shares sum to {total:.6g}; they must sum to 1 (or all be 0). To move money "
            "to one lever from the others in proportion, write e.g. strategy.shift.comms=0.1"
        )


def shifted(shares: dict[str, float], shifts: dict[str, float]) -> dict[str, float]:
    """Return shares after moving money to some levers from the others in proportion.

    shares  lever -> share of the budget; they sum to 1
    shifts  lever -> what is added to its share (negative: taken from it)
    """
    from sim.rules import partner  # it brings a compiler, and few plans have shifts

    levers, have = list(shares), list(shares.values())
    wanted = [shifts.get(lever, 0.0) for lever in levers]
    factor, status = partner.rest_factor(have, wanted, len(levers), SUM_TOLERANCE)
    if status == partner.NO_MONEY:
        others = sum(share for lever, share in shares.items() if not shifts.get(lever))
        raise UserError(_no_money(shifts, others))
    if status != partner.POSSIBLE:
        lever = levers[status]
        share = shares[lever] + shifts[lever]
        raise UserError(
            f"strategy.shift.{lever} is {shifts[lever]:g}, but {lever} has a share of "
            f"{shares[lever]:g}; the new share would be {share:g}, not between 0 and 1"
        )
    return {
        lever: partner.shifted_share(share, shift) if shift else share * factor
        for (lever, share), shift in zip(shares.items(), wanted, strict=True)
    }


def _no_money(shifts: dict[str, float], others: float) -> str:
    names = ", ".join(f"strategy.shift.{lever}={shift:g}" for lever, shift in shifts.items())
    return (
        f"{names} is not possible: the other levers have {others:g} of the budget between "
        "them; shift less, or set new strategy.shares"
    )
