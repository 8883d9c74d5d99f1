"""Keys that change nothing, said before the run in the user's words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sim.config import Plan
from sim.report.words import listed
from sim.study.idle_keys import Bring, IdleKey, Reason, idle_keys, one_run_for_all

USED_UP = "more than one other key would have to change for it to count"


def notes_on_keys(
    plans: Sequence[Plan], config_dirs: Sequence[Path] = (), bring: Bring | None = None
) -> list[str]:
    """Say which keys that the user set cannot change anything, and why; no run is needed.

    Parameters
    ----------
    plans : sequence of sim.config.Plan
        The plans that are about to run.
    config_dirs : sequence of Path
        The user's own folders, whose presets are looked at too.
    bring : callable, optional
        Puts the system that a program brought into a scenario.

    Returns
    -------
    list of str
        Sentences; none if every key may have an effect.
    """
    idle, same = idle_keys(plans, config_dirs, bring), one_run_for_all(plans)
    sentences = []
    if same is not None:
        why = [because(each) for each in same] or sorted({because(each.reason) for each in idle})
        reason = "; ".join(why) or "nothing that a run reads differs between them"
        sentences.append(f"all {len(plans)} plans give the same run: {reason}")
        varied = _varied(idle)
        idle = [each for each in idle if each.key not in varied]
    return [*sentences, *_grouped(idle, {p.label: p.name or p.label for p in plans})]


def because(reason: Reason) -> str:
    """Word the reason for which a key changes nothing."""
    if reason.clause:
        off = ", ".join(f"{key} is {value}" for key, value in reason.off)
        return f"{reason.clause} ({off})" if off else reason.clause
    if not reason.off:
        return USED_UP
    either = " or ".join(f"{key} (now {value})" for key, value in reason.off)
    return f"it only counts if {either} is changed"


def _varied(idle: Sequence[IdleKey]) -> set[str]:
    """Find keys with several values among the plans."""
    settings = {(each.key, each.setting) for each in idle}
    return {key for key, _ in settings if sum(key == other for other, _ in settings) > 1}


def _grouped(idle: Sequence[IdleKey], names: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each reason, with all the settings that it is true of.

    names  of all plans, by label
    """
    varied = _varied(idle)
    by_reason: dict[str, dict[str, list[str]]] = {}
    for each in idle:
        what = each.key if each.key in varied else each.setting
        by_reason.setdefault(because(each.reason), {}).setdefault(what, []).append(each.plan)
    for reason, settings in by_reason.items():
        by_plans: dict[tuple[str, ...], list[str]] = {}
        for what, where in settings.items():
            by_plans.setdefault(tuple(dict.fromkeys(where)), []).append(what)
        for there, whats in by_plans.items():
            verb = "change" if len(whats) > 1 else "changes"
            some = "; ".join(f"“{names[label]}”" for label in there)
            here = "here" if set(there) == set(names) else f"with {some}"
            yield f"{listed(whats)} {verb} nothing {here}: {reason}"
