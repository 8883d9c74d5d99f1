"""A plan for the money in words, as overrides to paste, and as a preset."""

from collections.abc import Iterator, Sequence

from sim.config.changes import plain
from sim.params import Scenario, as_typed, leaves
from sim.params.lever_table import ROWS
from sim.params.names import GAPS
from sim.params.phrases import phrase
from sim.params.strategy import Strategy
from sim.report.words import listed
from sim.study.optimise.candidates import LATER, LEVERS, Candidate, Percents, Rest

TITLE = "Optimised"
NOT_OTHER = (
    "shares.", "shift.", "phases.", "budget", "target", "pilots", "mixed_pilots", "pilot_purpose",
    "plan", "wave_cap", "title", "about", "source",
)  # fmt: skip
AIMS = {
    "uncommitted": "help first for those not yet committed",
    "committed": "help first for the committed",
    "ready": "help first for the most ready",
    "laggards": "help first for those furthest behind",
    "hubs": "help first for the best connected",
    "equity": "help first for deprived areas",
    "random": "help in no order",
}
PURPOSES = {
    "workflow": "to learn how work changes", "adaptation": "to learn how to adapt it",
    "usability": "to learn how usable it is", "training": "to make training",
}  # fmt: skip
PARTS = {
    "later": "the second phase", "target": "whom help goes to first",
    "pilots": "the number of pilots", "mixed_pilots": "pilots of different types",
    "pilot_purpose": "what the pilots find out", "plan": "the plan for scale",
    "wave_cap": "the limit on go-lives", "rest": "all other settings",
}  # fmt: skip


def title_of(lever: str) -> str:
    """Name a lever in a sentence."""
    return ROWS[lever].title


def part_name(key: str) -> str:
    """Name a part of a plan."""
    return title_of(key) if key in ROWS else PARTS[key]


def shares_of(percents: Percents) -> list[tuple[str, int]]:
    """List levers with their shares, the largest first."""
    found = [(lever, each) for lever, each in zip(LEVERS, percents, strict=True) if each]
    return sorted(found, key=lambda each: -each[1])


def shares_in_words(percents: Percents, named: int = 5) -> str:
    """Write shares: "communications 22%, data 19%; the rest on 3 others"."""
    shares = shares_of(percents)
    if len(shares) == named + 1:
        named += 1
    told = ", ".join(f"{title_of(lever)} {each}%" for lever, each in shares[:named])
    rest = len(shares) - named
    return f"{told}, the rest on {rest} others" if rest > 0 else told


def average(candidate: Candidate, months: int) -> Percents:
    """Return the shares over the whole programme, in whole per cent."""
    if candidate.later is None:
        return candidate.shares
    first = min(candidate.later[0], months) / months
    mixed = [
        first * one + (1 - first) * other
        for one, other in zip(candidate.shares, candidate.later[1], strict=True)
    ]
    return tuple(round(each) for each in mixed)


def pilots_in_words(candidate: Candidate) -> str:
    """Write the pilots: "7 pilots of different types, to make training"."""
    count = candidate.pilots
    told = {0: "no pilots", 1: "1 pilot"}.get(count, f"{count} pilots")
    if count > 1 and candidate.mixed_pilots:
        told += " of different types"
    purpose = PURPOSES.get(candidate.pilot_purpose)
    return f"{told} {purpose}" if purpose and count else told


def planned_in_words(candidate: Candidate) -> str:
    """Write how far scale is planned for."""
    words = {0.0: "no plan for scale", 1.0: "scale fully planned for"}
    return words.get(candidate.plan, f"scale {100 * candidate.plan:.0f}% planned for")


def choices_in_words(candidate: Candidate, rest: Rest) -> list[str]:
    """List what the plan is beside its shares."""
    told = [pilots_in_words(candidate), planned_in_words(candidate)]
    if any(each[LEVERS.index("one2one")] or each[LEVERS.index("grants")]
           for each in candidate.phases()):  # fmt: skip
        told.append(AIMS[candidate.target])
    if candidate.wave_cap is not None:
        plural = "s" * (candidate.wave_cap != 1)
        told.append(f"at most {candidate.wave_cap} go-live{plural} a month")
    if rest.scenario.strategy.winter_break:
        told.append("no go-lives from November to February")
    return [*told, f"all else as in “{rest.title}”"]


def other_settings(given: Scenario, rest: Scenario) -> list[str]:
    """Name the settings that are not searched, where a plan differs from the one given."""
    mine = {key: value for key, _, value in leaves(given.strategy)}
    found = []
    for key, about, value in leaves(rest.strategy):
        aside = key.startswith(NOT_OTHER) or about.metadata.get("text")
        if not aside and mine.get(key, value) != value:
            found.append(phrase(about.metadata, f"strategy.{key}", value))
    return found


def overrides(candidate: Candidate, rests: Sequence[Rest]) -> list[str]:
    """Write a plan as overrides, on top of the preset from which the rest comes."""
    strategy = candidate.scenario(rests).strategy
    usual = rests[candidate.rest]
    found = [f"strategy={usual.name}"] if usual.name != "given" else []
    for lever, each in zip(LEVERS, candidate.shares, strict=True):
        if each or getattr(usual.scenario.strategy.shares, lever):
            found.append(f"strategy.shares.{lever}={each / 100:g}")
    if candidate.later is not None:
        month, later = candidate.later
        told = ", ".join(
            f"{lever}: {each / 100:g}" for lever, each in zip(LEVERS, later, strict=True) if each
        )
        found.append(f"+strategy.phases.{LATER}={{from_month: {month}, shares: {{{told}}}}}")
    found += [
        f"~strategy.phases.{name}" for name in usual.scenario.strategy.phases if name != LATER
    ]
    for name in candidate.choices():
        value = getattr(strategy, name)
        if value != getattr(usual.scenario.strategy, name):
            found.append(f"strategy.{name}={as_typed(value)}")
    found += ["strategy.winter_break=true"] if strategy.winter_break else []
    return [*found, f"strategy.budget_total={strategy.budget_total:.10g}"]


def preset(scenario: Scenario, about: str) -> str:
    """Write a plan as a preset of a strategy, for `strategy=optimised`."""
    import yaml

    said: dict[str, object] = {"title": TITLE, "about": about}
    said["source"] = "found by uptake optimise"
    said |= plain_strategy(scenario.strategy)
    text: str = yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)
    return text


def plain_strategy(strategy: Strategy) -> dict[str, object]:
    """Return a strategy as plain data, without what is at its default and its titles."""
    usual = {key: value for key, _, value in leaves(Strategy())}
    data: dict[str, object] = {}
    for key, _, value in leaves(strategy):
        if key in ("title", "about", "source") or usual.get(key) == value:
            continue
        inner = data
        *path, last = key.split(".")
        for name in path:
            inner = inner.setdefault(name, {})  # type: ignore[assignment]
        inner[last] = plain(value)
    return data


def mechanism(lever: str) -> str:
    """Say what the model assumes of a lever: "it closes 35% of the capacity gap ..."."""
    row = ROWS[lever]
    closed = sorted(zip(row.closes, GAPS, strict=True), reverse=True)[:2]
    told = [f"{100 * each:.0f}% of the {gap} gap" for each, gap in closed if each]
    parts = []
    if told:
        parts.append(f"at full dose it closes {listed(told)}")
    if row.effect:
        parts.append(f"{'it also acts' if told else 'it acts'} on {row.effect}")
    return "; ".join(parts)


def because(levers: Sequence[str]) -> Iterator[str]:
    """Say for levers what is assumed of them."""
    for lever in levers:
        yield f"{title_of(lever).capitalize()}: {mechanism(lever)}."
