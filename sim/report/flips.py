"""When the better plan changes, in a few lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.config.plan_names import mid_sentence
from sim.outcomes.declare import filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.outcome_table import OUTCOMES, change_of
from sim.report.lines import Clause, Line, fitted
from sim.report.number_words import GROUPS, amount_of, quoted
from sim.report.sets_words import SETS, which
from sim.report.words import listed
from sim.study.flips.boxes import Condition
from sim.study.flips.study import HARDLY, Flips

POINT = " percentage point"
MOSTLY = 0.8  # share of sets in which plans are practically the same, to be called so
ABOVE, BELOW = "above", "below"
MOST_TOLD = 3  # numbers that are worth learning


@dataclass(frozen=True)
class Told:
    """What is told: what was found, of which plans, on which outcome.

    names  of the plans
    key    of the outcome
    """

    found: Flips
    names: tuple[str, ...]
    key: str
    horizon: Horizon

    def name(self, plan: int) -> str:
        """Name a plan within a sentence."""
        return mid_sentence(self.names[plan])

    @property
    def first(self) -> str:
        """Name the favourite."""
        return self.name(self.found.favourite)

    @property
    def second(self) -> str:
        """Name the challenger."""
        return self.name(self.found.challenger)

    @property
    def outcome(self) -> str:
        """Name the outcome: "live at month 36"."""
        row = OUTCOMES[self.key]
        title = filled(row.title or row.meaning, self.horizon)
        return title[:1].lower() + title[1:]

    def amount(self, value: float, bare: bool = False) -> str:
        """Write a difference of plans: "4.9 points", "0.6 months"; without its noun if bare."""
        unit = change_of(self.key).unit
        scaled = abs(value) * unit.scale
        number = f"{scaled:,.0f}" if scaled >= 10 else f"{scaled:.1f}"
        one, many = (each.replace(POINT, " point") for each in (unit.one, unit.many))
        return f"{unit.before}{number}{unit.after}{'' if bare else one if number == '1' else many}"


def lines(told: Told) -> list[tuple[str, str]]:
    """Return the answer: a label and a text for each line; the headline has no label."""
    return fitted([
        Line("", tuple(_headline(told))),
        Line("Flips", tuple(_flips(told))),
        Line("Regret", tuple(_regret(told))),
        Line("Learn", tuple(_learn(told))),
        Line("How sure", tuple(_sure(told))),
    ])  # fmt: skip


def percent(share: float) -> str:
    """Write a share so that neither nearly none nor nearly all looks like none or all."""
    if 0 < share < HARDLY:
        return "under 1%"
    return "over 99%" if 1 - HARDLY < share < 1 else f"{share:.0%}"


def condition_in_words(condition: Condition) -> str:
    """Say what a number has to be: "“grant to a site” is above £43,000"."""
    name = quoted(condition.key)
    if condition.word:
        return f"{name} is {'not ' * condition.above}“{condition.word}”"
    side = ABOVE if condition.above else BELOW
    if condition.key in GROUPS:
        third = f"{'highest' if condition.above else 'lowest'} {condition.share:.0%}"
        return f"{name} are among the {third} of sets"
    return f"{name} is {side} {amount_of(condition.key, condition.limit)}"


def where(told: Told) -> str:
    """Say where the challenger is better."""
    assert told.found.box is not None
    return " and ".join(condition_in_words(each) for each in told.found.box.conditions)


def _headline(told: Told) -> Iterator[Clause]:
    found = told.found
    sets, among = found.fared.count, f"{SETS} {which(found.fared.sets)}"
    names = [f"{name[:1].upper()}{name[1:]}" for name in (told.first, told.second)]
    lead, known = found.pair.spread.mean, found.known_pair
    if found.near >= MOSTLY and abs(lead) < found.margin:
        yield Clause(
            f"{names[0]} and {told.second} are practically the same, within "
            f"{told.amount(found.margin)}, in {percent(found.near)} of {sets} {among}"
        )
    else:
        better = "the best plan" if len(told.names) > 2 else f"better than {told.second}"
        share = 1 - found.share if len(told.names) == 2 else _best(told)
        yield Clause(f"{names[0]} is {better} in {percent(share)} of {sets} {among}")
    yield Clause(f"by {told.amount(lead)} on average ({told.outcome})", 0, ", ")
    if known is None:
        return
    share = 1 - float(known.chances[:, 1].mean())
    if (share < 0.5) != (found.share > 0.5):
        yield Clause(
            f"but of those that fit what is known {told.second} is better in {percent(1 - share)}",
            0, "; ",
        )  # fmt: skip


def _best(told: Told) -> float:
    return float(told.found.fared.chances[:, told.found.favourite].mean())


def _flips(told: Told) -> Iterator[Clause]:
    """Say where the other plan is better, or that nothing makes it so."""
    found, box = told.found, told.found.box
    count = sum(not each.members for each in found.numbers)
    if box is not None:
        slight = ", practically the same" if box.inside.lead.mean < found.margin else ""
        yield Clause(
            f"{told.second} is better where {where(told)}: by "
            f"{told.amount(box.inside.lead.mean)}{slight}"
        )
        yield Clause(
            f"in {percent(box.inside.ahead.mean)} of {box.inside.sets} fresh sets there, against "
            f"{percent(box.outside.ahead.mean)} elsewhere", 1, ", ",
        )  # fmt: skip
    elif not found.is_flipped:
        yield Clause(
            f"nothing does: {told.second} is better in none of these sets beyond luck, over the "
            f"ranges of {count} numbers"
        )
    else:
        yield Clause(f"no one or two of {count} numbers decide it")
        yield Clause("what half of the sets showed did not hold in the other half", 2)
    yield from _within_known(told)


def _within_known(told: Told) -> Iterator[Clause]:
    """Say whether it also flips among the sets that fit what is known."""
    found, known = told.found, told.found.known_pair
    if known is None:
        return
    share = float(known.chances[:, 1].mean())
    among = f"{known.count} sets that fit what is known"
    if found.is_flipped and not found.is_flipped_within_known:
        yield Clause(f"Within the {among} it does not flip", 0, ". ")
    elif found.is_flipped or found.is_flipped_within_known:
        yield Clause(f"Of {among}, {told.second} is better in {percent(share)}", 0, ". ")
    else:
        yield Clause(f"nor in the {among}", 0, ", ")


def _regret(told: Told) -> Iterator[Clause]:
    """Say what each plan costs against always choosing the better one."""
    found = told.found
    order = sorted(range(len(told.names)), key=lambda k: found.fared.regret[k].mean)
    first, *others = order[:MOST_TOLD]
    yield Clause(
        f"{told.name(first)} is on average {told.amount(found.fared.regret[first].mean)} behind "
        "the better plan of each set"
    )
    for plan in others:
        yield Clause(f"{told.name(plan)} {told.amount(found.fared.regret[plan].mean, True)}",
                     0, ", ")  # fmt: skip


def _learn(told: Told) -> Iterator[Clause]:
    """Say which number is worth finding out, and what that gains."""
    found = told.found.learning
    everything = told.amount(found.all.mean)
    if not found.sure:
        yield Clause(
            f"no number alone is worth finding out beyond chance; knowing everything would gain "
            f"{everything}"
        )
        return
    first, *others = range(min(found.sure, MOST_TOLD))
    value = found.values[first]
    low, high = (told.amount(each, bare=True) for each in (value.low, value.high))
    yield Clause(
        f"finding out {quoted(found.numbers[first].key)} is worth most: {told.amount(value.mean)}"
    )
    yield Clause(f"({low} to {high})", 3, " ")
    yield Clause(f"of {told.amount(found.all.mean, bare=True)} for knowing everything", 0, " ")
    if others:
        rest = [
            f"{quoted(found.numbers[k].key)} {told.amount(found.values[k].mean, bare=True)}"
            for k in others
        ]
        yield Clause(f"then {listed(rest)}", 2)


def _sure(told: Told) -> Iterator[Clause]:
    """Tell assumptions and luck apart: how far the lead goes, and what luck leaves open."""
    found, pair = told.found, told.found.pair
    spread, luck = pair.spread, pair.luck
    ends = f"{_signed(told, spread.low)} to {_signed(told, spread.high)}"
    yield Clause(f"over nine of ten sets the lead goes from {ends}")
    if luck is not None:
        systems = "luck" if pair.units.shape[1] < 2 else "luck and made-up systems"
        yield Clause(f"{systems} make {luck:.0%} of how runs differ, assumptions {1 - luck:.0%}", 1)
    mine, theirs = pair.leads
    yield Clause(
        f"Beyond the luck of {pair.units.shape[1]} runs a set, {told.first} leads in {mine}, "
        f"{told.second} in {theirs}", 1, ". ",
    )  # fmt: skip


def _signed(told: Told, value: float) -> str:
    number = told.amount(value, bare=True)
    is_zero = not number.strip("0.")
    return number if value >= 0 or is_zero else f"\N{MINUS SIGN}{number}"
