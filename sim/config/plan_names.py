"""Plans named in words, by what differs between them: "The whole playbook, 4 pilots"."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sim.config import keys
from sim.config.override_text import Override, split
from sim.config.overrides import value_of
from sim.params import Scenario
from sim.params.lever_table import ROWS
from sim.params.phrases import phrases, quantity

if TYPE_CHECKING:
    from sim.config.plans import Plan

PLACES = ("scenario", "system", "innovation", "process")  # what comes before a colon
MOST_TOLD = 3  # settings of a single plan that are named; of several plans all that differ
SHIFT, MONTHS = "strategy.shift.", "clock.months"
ARTICLES = ("The ", "No ", "A ", "An ", "One ", "Evenly ")  # no longer capital after a colon
FIFTHS = {
    Fraction(1, 10): "a tenth", Fraction(1, 5): "a fifth", Fraction(1, 4): "a quarter",
    Fraction(1, 3): "a third", Fraction(2, 5): "two fifths", Fraction(1, 2): "half",
    Fraction(2, 3): "two thirds", Fraction(3, 4): "three quarters",
}  # fmt: skip


def names_of(plans: Sequence["Plan"]) -> list[str]:
    """Name each plan by what sets it apart from the others.

    Presets that differ are named by their titles, and settings by the words declared with them.
    A single plan is named by its strategy.

    Returns
    -------
    list of str
        In the order of the plans; no two are equal if no two labels are.
    """
    apart = _presets_apart(plans)
    places = [", ".join(each[group] for group in each if group != "strategy") for each in apart]
    strategies = [each.get("strategy", "") for each in apart]
    settings = _settings_apart(plans)
    if len(plans) == 1:
        strategies, settings = [plans[0].scenario.strategy.title], [_shortened(settings[0])]
    found = [
        _joined(place, strategy, more) or plan.label
        for place, strategy, more, plan in zip(places, strategies, settings, plans, strict=True)
    ]
    return [
        name if found.count(name) == 1 else f"{name} ({plan.label})"
        for name, plan in zip(found, plans, strict=True)
    ]


def shared_title(plans: Sequence["Plan"]) -> str:
    """Say what plans have in common: the scenario, else the innovation and the system.

    Returns
    -------
    str
        "Ambient voice technology in south London"; empty if they share neither.
    """
    moved = {split(text).key for plan in plans for text in plan.overrides}
    scenarios = [plan.scenario for plan in plans]
    titles = {each.title for each in scenarios}
    if len(titles) == 1 and titles != {""} and not moved & {"system", "innovation"}:
        return titles.pop()
    shared = [
        found[0].title
        for found in ([each.innovation for each in scenarios], [each.system for each in scenarios])
        if all(each.title == found[0].title for each in found)
    ]
    return ", ".join(filter(None, shared))


def _joined(place: str, strategy: str, settings: Sequence[str]) -> str:
    what = ", ".join(filter(None, (strategy, *settings)))
    if place and what:
        return f"{place}: {mid_sentence(what)}"
    name = place or what
    return name[:1].upper() + name[1:]


def _shortened(settings: Sequence[str]) -> list[str]:
    """Name a few settings of a single plan, and count the others."""
    left = len(settings) - MOST_TOLD
    return [*settings[:MOST_TOLD], f"{left} more settings"] if left > 1 else list(settings)


def mid_sentence(name: str) -> str:
    """Write the name of a plan within a sentence: "the whole playbook"."""
    return name[:1].lower() + name[1:] if name.startswith(ARTICLES) else name


def _presets_apart(plans: Sequence["Plan"]) -> list[dict[str, str]]:
    """Title the presets by which each plan differs from others that are alike so far."""
    groups = [*PLACES, *sorted({g for p in plans for g in p.choices} - {*PLACES, "strategy"})]
    apart: list[dict[str, str]] = [{} for _ in plans]
    for group in (*groups, "strategy"):
        titles = _titles(plans, group)
        alike = [tuple(each.values()) for each in apart]
        peers: dict[tuple[str, ...], set[str]] = {}
        for so_far, plan in zip(alike, plans, strict=True):
            peers.setdefault(so_far, set()).add(plan.choices.get(group) or "")
        for each, so_far, title in zip(apart, alike, titles, strict=True):
            if len(peers[so_far]) > 1:
                each[group] = title
    return apart


def _titles(plans: Sequence["Plan"], group: str) -> list[str]:
    """Title each plan's preset of a group; by its name too if the title is another's as well."""
    chosen = [plan.choices.get(group) or "" for plan in plans]
    plain = [name.replace("_", " ") for name in chosen]
    for part in _parts(plans, group):
        titles = [getattr(part_of, "title", "") for part_of in part]
        known = set(zip(chosen, titles, strict=True))
        if all(titles) and len({title for _, title in known}) == len(set(chosen)) == len(known):
            return titles
    titles = [getattr(each, "title", "") for each in next(iter(_parts(plans, group)), plans)]
    return [
        f"{title} ({name})" if title and titles.count(title) > chosen.count(own) else title or name
        for title, name, own in zip(titles, plain, chosen, strict=True)
    ]


def _parts(plans: Sequence["Plan"], group: str) -> list[list[Any]]:
    """List the parts of the scenarios whose title may name a preset, the likeliest first."""
    scenarios = [plan.scenario for plan in plans]
    if group != "scenario":
        return [[getattr(each, group) for each in scenarios]] if group in PARTS else []
    innovations, systems = ([each.innovation for each in scenarios],
                            [each.system for each in scenarios])  # fmt: skip
    moved = {split(text).key for plan in plans for text in plan.overrides}
    return [innovations, systems] if moved & {"system", "innovation"} else [scenarios, innovations]


PARTS = ("system", "innovation", "strategy", "process")


def _settings_apart(plans: Sequence["Plan"]) -> list[list[str]]:
    """Phrase the settings in which each plan differs from others with the same presets."""
    given = [_settings(plan) for plan in plans]
    said: list[list[str]] = [[] for _ in plans]
    every = list(dict.fromkeys(key for each in given for key in each))
    for key in every:
        typed = [each[key].value if key in each else None for each in given]
        if not (_varies(typed, plans) if len(plans) > 1 else _sets_apart(key)):
            continue
        holders = [index for index, each in enumerate(given) if key in each]
        words = _words(key, [plans[i] for i in holders], [given[i][key] for i in holders])
        for index, word in zip(holders, words, strict=True):
            said[index].append(word)
    if len(plans) == 2 and [len(each) for each in said] == [1, 1]:
        said[1] = [_instead(said[0][0], said[1][0])]
    return said


def _settings(plan: "Plan") -> dict[str, Override]:
    each = [split(text) for text in plan.overrides]
    return {one.key: one for one in each if not one.is_preset}


def _varies(typed: Sequence[str | None], plans: Sequence["Plan"]) -> bool:
    """Whether a key differs between plans of the same presets."""
    by_presets: dict[tuple[tuple[str, str], ...], set[str | None]] = {}
    for text, plan in zip(typed, plans, strict=True):
        by_presets.setdefault(tuple(plan.choices.items()), set()).add(text)
    return any(len(each) > 1 for each in by_presets.values())


def _sets_apart(key: str) -> bool:
    """Whether a single plan is named by a key: not by titles, nor by how long it runs."""
    group_or_file = key.startswith("~") or not (keys.below(key) or key in keys.leaves())
    return group_or_file or (key != MONTHS and not _is_text(key))


def _is_text(key: str) -> bool:
    return bool(not keys.below(key) and keys.find(key).field.metadata.get("text"))


def _words(key: str, plans: Sequence["Plan"], given: Sequence[Override]) -> list[str]:
    """Phrase the values of one key, one for each of these plans."""
    if any(each.sign == "~" or each.value.startswith("{") for each in given):
        name = key.rpartition(".")[2].replace("_", " ")
        return [f"{'without' if each.sign == '~' else 'with'} {name}" for each in given]
    values = [keys.converted(key, value_of(each)) for each in given]
    if key.startswith(SHIFT):
        return [_shifted(key, *each) for each in zip(plans, values, strict=True)]
    if _is_text(key):
        return [str(each) for each in values]
    about = keys.find(key).field.metadata
    whose = _whose(key, plans[0].scenario)
    found = zip(phrases(about, key, values), plans, strict=True)
    return [f"{whose}{each}{_counted_from(key, each, plan.scenario)}" for each, plan in found]


def _counted_from(key: str, phrase: str, scenario: Scenario) -> str:
    """Say of a month of the programme that it is one, if that is not a month of the run too."""
    if scenario.strategy.start == 0 or key == "strategy.start" or not key.startswith("strategy."):
        return ""
    dated = keys.find(key).field.metadata.get("dated") and phrase[-1:].isdigit()
    return " of the programme" if dated else ""


def _whose(key: str, scenario: Scenario) -> str:
    """Say to which lever, type, phase, event or stage a key belongs: "communications: "."""
    group, *names = key.split(".")
    if group == "levers":
        return f"{ROWS[names[0]].title}: "
    if group == "stage_weights":
        return f"to {names[0]}: "
    entries = keys.entries_of(key)
    if entries is None:
        return ""
    name = key.split(".")[entries.depth - 1]
    title = getattr(scenario.events.get(name), "title", "") if group == "events" else ""
    return f"{title or name.replace('_', ' ')}: "


def _shifted(key: str, plan: "Plan", shift: float) -> str:
    """Say how the money of one lever changes: "one-to-one help cut by a fifth"."""
    lever = key.removeprefix(SHIFT)
    title, now = ROWS[lever].title, float(getattr(plan.scenario.strategy.shares, lever))
    before = now - shift
    if abs(shift) < 1e-9:
        return f"{title} as planned"
    if before < 1e-9:
        return f"{quantity(now, 'share')} of the budget for {title}"
    if now < 1e-9:
        return f"no money for {title}"
    if abs(now - 2 * before) < 1e-9:
        return f"{title} doubled"
    part = abs(shift) / before
    near = Fraction(part).limit_denominator(10)
    size = FIFTHS.get(near) if abs(near - part) < 1e-6 else None
    return f"{title} {'raised' if shift > 0 else 'cut'} by {size or quantity(part, 'share')}"


def _instead(first: str, second: str) -> str:
    """Name the second of two plans against the first, if both are plain amounts."""
    if not all(each[:1].isdigit() or each[:1] == "£" for each in (first, second)):
        return second
    amount, _, unit = first.partition(" ")
    return f"{second} instead of {amount if second.endswith(f' {unit}') else first}"
