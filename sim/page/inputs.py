"""The plans of a page, run from what the user typed or again from a folder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim import api
from sim.api.assumption_choice import FIXED, Wish, chosen_sets
from sim.api.kept_sets import as_told, sets_again
from sim.config import Plan, digest, expand, index_of, with_names
from sim.config.changes import FOLDER
from sim.config.command_lines import repeat
from sim.config.overrides import split
from sim.page.payload import MOST_PLANS
from sim.page.plans import Compared
from sim.page.progress import Watch, unwatched
from sim.params import given_in
from sim.params.errors import UserError
from sim.report.store import manifest
from sim.report.store.verify import looked_at
from sim.study.comparison import MARGIN
from sim.study.stopping import CAP

NONE = "strategy=none"
OF_A_PROGRAM = (
    "{folder}: a program gave the plan {label!r} as a scenario or a system of its own, which no "
    "command on a page can repeat; give the organisations as files (system.organisations_file=...) "
    "and the plan as presets and settings"
)
PRECISION = 0.02  # as `uptake compare` takes it


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the user chose for a page.

    overrides   as on the command line
    replicates  runs of each plan; None: as many as a comparison takes
    baseline    label of the plan to compare the others with; if None, the first
    equal_start give all plans the start of the first that has a programme
    at          month in which shares live are reported; None for the usual one
    margin      share of organisations: plans closer than this are practically the same; None for
                the usual one
    assumptions  which sets of assumptions to try, as in `sim.run`
    parameter_draws  how many of them; None for the usual number
    """

    overrides: tuple[str, ...]
    replicates: int | None
    seed: int
    config_dirs: tuple[Path, ...] = ()
    baseline: str | None = None
    equal_start: bool = False
    at: int | None = None
    margin: float | None = None
    assumptions: Wish = FIXED
    parameter_draws: int | None = None


def compared_from(options: PageOptions, watch: Watch = unwatched) -> Compared:
    """Run plans; a single plan is compared with the same system without a spread partner."""
    overrides = with_no_partner(options.overrides, options.config_dirs)
    plans = expand(overrides, options.config_dirs)
    line = _line("compare", replace(options, overrides=overrides))
    if len(plans) == 1:
        plans = with_names([_without_partner(plans[0], options.config_dirs), *plans])
        line = _line("report", options)
    return _compared(plans, options, line, watch)


def compared_again(
    folder: Path,
    config_dirs: tuple[Path, ...] = (),
    equal_start: bool = False,
    watch: Watch = unwatched,
    at: int | None = None,
    margin: float | None = None,
    assumptions: Wish = None,
    parameter_draws: int | None = None,
) -> Compared:
    """Run the plans of a folder again, with the seed and the replicates that they had.

    equal_start  give all plans the same start; so also if they had it in the folder
    at, margin   as in `PageOptions`; None for those of the folder
    assumptions, parameter_draws  as in `PageOptions`; if both are None, those of the folder
    """
    kept, files = looked_at(folder)
    plans = [_plan_again(folder, each, config_dirs) for each in kept.plans]
    if len(plans) == 1:
        plans = [_without_partner(plans[0], config_dirs), *plans]
    plans = with_names(plans)
    equal = equal_start or kept.equal_start
    options = PageOptions((), kept.replicates, kept.seed, config_dirs, kept.baseline, equal)
    options = replace(
        options, at=kept.at if at is None else at,
        margin=kept.margin if margin is None else margin,
        assumptions=assumptions, parameter_draws=parameter_draws,
    )  # fmt: skip
    own = replace(
        PageOptions((), None, 0), at=at, margin=margin, assumptions=assumptions,
        parameter_draws=parameter_draws,
    )  # fmt: skip
    of_folder = assumptions is None and parameter_draws is None
    if of_folder:
        options = replace(options, assumptions=sets_again(folder, kept, files) or FIXED)
    line = repeat(
        "report",
        (str(folder),),
        {"--config-dir": config_dirs, "--equal-start": equal_start, **_how_told(own)},
    )
    together = _together(plans)
    if together is not None:
        line = _line("compare", replace(options, overrides=tuple(together)))
    options = replace(options, overrides=tuple(together or plans[-1].overrides))
    found = _compared(plans, options, line, watch)
    drawn = found.comparison.drawn
    if drawn is None or not of_folder:
        return found
    return replace(found, comparison=replace(found.comparison, drawn=as_told(drawn, kept)))


def with_no_partner(overrides: Sequence[str], config_dirs: Sequence[Path]) -> tuple[str, ...]:
    """Add the plan without a spread partner to a single plan that only chooses presets."""
    if len(expand(overrides, config_dirs)) > 1 or _settings_of_strategy(overrides):
        return tuple(overrides)
    chosen = expand(overrides, config_dirs)[0].choices["strategy"]
    if chosen == "none":
        raise UserError(
            "a page compares at least two plans; name another strategy as well as none, e.g. "
            '"strategy=none,hin_playbook"'
        )
    others = [each for each in overrides if split(each).key != "strategy"]
    return (*others, f"strategy=none,{chosen}")


def _settings_of_strategy(overrides: Sequence[str]) -> list[str]:
    return [each for each in overrides if split(each).key.startswith("strategy.")]


def _without_partner(plan: Plan, config_dirs: Sequence[Path]) -> Plan:
    """Return the same system and innovation without a spread partner."""
    others = [each for each in plan.overrides if not split(each).key.startswith("strategy")]
    (found,) = expand([*others, NONE], config_dirs)
    return Plan("none", found.overrides, found.choices, found.scenario)


def _plan_again(folder: Path, kept: manifest.Kept, config_dirs: Sequence[Path]) -> Plan:
    """Compose a plan of a folder from its overrides, and check that it is the same."""
    if given_in(kept.scenario.system) is not None:
        raise UserError(OF_A_PROGRAM.format(folder=folder, label=kept.label))
    try:
        (plan,) = expand(_with_copies(kept), config_dirs)
    except (UserError, ValueError) as error:
        raise UserError(f"{folder}: plan {kept.label!r} cannot be composed: {error}") from None
    if digest(plan.scenario) != digest(kept.scenario):
        if not kept.overrides:
            raise UserError(OF_A_PROGRAM.format(folder=folder, label=kept.label))
        raise UserError(
            f"{folder}: the presets of plan {kept.label!r} have changed; run it again, or name the "
            "folder with your own presets with --config-dir"
        )
    return Plan(kept.label, plan.overrides, plan.choices, plan.scenario)


def _with_copies(kept: manifest.Kept) -> list[str]:
    """Return a plan's overrides; where a file of the user's is gone, with the folder's copy."""
    own = [each for each in kept.overrides if split(each).key not in kept.copies]
    # A folder of the user's has its files in it
    copies = {k: v for k, v in kept.copies.items() if FOLDER not in kept.copies or k == FOLDER}
    return own + [f"{key}='{path.resolve().as_posix()}'" for key, path in copies.items()]


def _together(plans: Sequence[Plan]) -> list[str] | None:
    """Write plans that differ in one key as one list of overrides; None if they differ in more."""
    parted = [{split(each).key: split(each) for each in plan.overrides} for plan in plans]
    if len({tuple(each) for each in parted}) > 1:
        return None
    varied = [key for key in parted[0] if len({each[key].value for each in parted}) > 1]
    if len(varied) != 1:
        return None
    values = ",".join(each[varied[0]].value for each in parted)
    return [f"{varied[0]}={values}" if key == varied[0] else parted[0][key].text
            for key in parted[0]]  # fmt: skip


def _compared(plans: Sequence[Plan], options: PageOptions, line: str, watch: Watch) -> Compared:
    if len(plans) > MOST_PLANS:
        raise UserError(f"{len(plans)} plans are too many; a page holds at most {MOST_PLANS}")
    first = index_of(options.baseline, plans)
    _refuse_two_calendars(plans)
    sets = chosen_sets(
        options.assumptions, options.parameter_draws, [each.scenario for each in plans],
        options.seed, options.config_dirs,
    )  # fmt: skip
    with watch("Comparing") as progress:
        found = api.compare_plans(
            plans, first, PRECISION, CAP, options.replicates, options.seed, "ensemble", sets=sets,
            progress=progress, equal_start=options.equal_start, at=options.at,
            margin=MARGIN if options.margin is None else options.margin,
        )  # fmt: skip
    return Compared(found, line, _line("workshop", options), options.config_dirs)


def _refuse_two_calendars(plans: Sequence[Plan]) -> None:
    starts = sorted({plan.scenario.clock.start for plan in plans})
    if len(starts) > 1:
        raise UserError(
            f"the plans start on different dates ({', '.join(starts)}), and a page has one "
            f'calendar; give them one start, e.g. "clock.start={starts[0]}"'
        )


def _line(command: str, options: PageOptions) -> str:
    flags = {
        "--replicates": options.replicates, "--seed": options.seed, "--baseline": options.baseline,
        "--config-dir": options.config_dirs, "--equal-start": options.equal_start,
        **_how_told(options),
    }  # fmt: skip
    return repeat(command, options.overrides, flags)


def _how_told(options: PageOptions) -> dict[str, object]:
    """List the options that change what is told of the plans, not the runs of the plans."""
    return {
        "--at": options.at,
        "--margin": None if options.margin in (None, MARGIN) else f"{100 * options.margin:g}",
        **_tried(options),
    }


def _tried(options: PageOptions) -> dict[str, object]:
    """List the options about assumptions; sets that a folder holds have no name to type."""
    fixed = options.assumptions == FIXED
    named = isinstance(options.assumptions, str) and not fixed
    return {
        "--assumptions": options.assumptions if named else None,
        "--parameter-draws": options.parameter_draws,
        "--fixed-assumptions": fixed,
    }
