"""When the better plan changes, in a few lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.config.plan_names import mid_sentence
from sim.config.preset_files import presets
from sim.outcomes.declare import filled
from sim.outcomes.horizon import Horizon
from sim.outcomes.intervals import Interval
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
        """Name a plan within a sentence: "one-to-one help", but "London: no plan"."""
        name = self.names[plan]
        if "," in name:
            return f"“{name}”"
        is_ours = "'s " not in name and any(e.title == name for e in presets("strategy"))
        return f"{name[:1].lower()}{name[1:]}" if is_ours else mid_sentence(name)

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
        number = f"{scaled:,.0f}" if scaled >= 10 else f"{scaled:.1f}".removesuffix(".0")
        if number == "0" and scaled > 0:
            number = "under 0.1"
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
    lead = found.pair.spread.mean
    first = told.first[:1].upper() + told.first[1:]
    if found.near >= MOSTLY and abs(lead) < found.margin:
        yield Clause(
            f"{first} and {told.second} are practically the same, within "
            f"{told.amount(found.margin)}, in {percent(found.near)} of {sets} {among}"
        )
        yield Clause(f"{told.amount(lead)} apart on average ({told.outcome})", 0, "; ")
        return
    elif len(told.names) > 2:
        best = float(found.fared.chances[:, found.favourite].mean())
        yield Clause(f"{first} is the best plan in {percent(best)} of {sets} {among}")
    else:
        share = percent(1 - found.share)
        yield Clause(f"{first} is better than {told.second} in {share} of {sets} {among}")
    over = f" over {told.second}" if len(told.names) > 2 else ""
    yield Clause(f"by {told.amount(lead)}{over} on average ({told.outcome})", 0, ", ")
    yield from _otherwise(told)


def _otherwise(told: Told) -> Iterator[Clause]:
    """Say if the sets that fit what is known have the other plan ahead."""
    known = told.found.known_pair
    share = 0.0 if known is None else float(known.chances[:, 1].mean())
    if share > 0.5 >= told.found.share:
        among = "but of those that fit what is known"
        yield Clause(f"{among} {told.second} is better in {percent(share)}")


def _flips(told: Told) -> Iterator[Clause]:
    """Say where the other plan is better, or that nothing makes it so."""
    found, box = told.found, told.found.box
    count = sum(not each.members for each in found.numbers)
    if box is not None:
        slight = ", practically the same" if box.inside.lead.mean < found.margin else ""
        by = told.amount(box.inside.lead.mean)
        yield Clause(f"{told.second} is better where {where(told)}, by {by}{slight}")
        share, other = percent(box.inside.ahead.mean), percent(box.outside.ahead.mean)
        fresh = f"{box.inside.sets} fresh sets there, {other} elsewhere"
        yield Clause(f"in {share} of {fresh}", 2, ", ")
    elif not found.is_flipped:
        yield Clause(
            f"nothing in the ranges of {count} numbers; {told.second} is better beyond luck in "
            "none of these sets"
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
    elif found.is_flipped_within_known:
        yield Clause(f"Of {among}, {told.second} is better in {percent(share)}", 0, ". ")
    else:
        yield Clause(f"nor of the {among}", 0, ", ")


def _regret(told: Told) -> Iterator[Clause]:
    """Say what each plan costs against always choosing the better one."""
    regret = told.found.fared.regret
    first, *others = sorted(range(len(told.names)), key=lambda k: regret[k].mean)[:MOST_TOLD]
    plan = "best" if len(told.names) > 2 else "better"
    yield Clause(
        f"{told.name(first)} is on average {told.amount(regret[first].mean)} behind the {plan} "
        "plan of a set"
    )
    for each in others:
        yield Clause(f"{told.name(each)} {told.amount(regret[each].mean, True)}", 0, ", ")


def _learn(told: Told) -> Iterator[Clause]:
    """Say which number is worth finding out, and what that gains."""
    found = told.found.learning
    everything = told.amount(found.all.mean)
    if not found.sure:
        yield Clause(
            f"no one number is surely worth finding out; knowing all would gain {everything}"
        )
        for k in found.above_chance[:1]:
            yield Clause(
                f"perhaps {quoted(found.numbers[k].key)}: {told.amount(found.values[k].mean)} "
                f"({_range(told, found.values[k])})", 0, "; ",
            )  # fmt: skip
        return
    first, *others = found.sure[:MOST_TOLD]
    value = found.values[first]
    yield Clause(f"{quoted(found.numbers[first].key)} is worth most to find out")
    yield Clause(f"it gains {told.amount(value.mean)}", 0, ": ")
    yield Clause(f"({_range(told, value)})", 3, " ")
    yield Clause(
        f"of the {told.amount(found.all.mean, True)} that knowing everything would", 0, " "
    )
    then = [
        f"{quoted(found.numbers[k].key)} {told.amount(found.values[k].mean, True)}" for k in others
    ]
    if then:
        yield Clause(f"then {listed(then)}", 3)


def _range(told: Told, value: Interval) -> str:
    return f"{told.amount(value.low, True)} to {told.amount(value.high, True)}"


def _sure(told: Told) -> Iterator[Clause]:
    """Tell assumptions and luck apart: how far the lead goes, and what luck leaves open."""
    pair = told.found.pair
    spread, luck = pair.spread, pair.luck
    ends = f"{_signed(told, spread.low)} to {_signed(told, spread.high)}"
    yield Clause(f"the lead is {ends} over nine of ten sets")
    if luck is not None:
        yield Clause(f"assumptions make {1 - luck:.0%} of how it varies, luck {luck:.0%}")
    mine, theirs = pair.leads
    yield Clause(f"beyond luck {told.first} leads in {mine}, {told.second} in {theirs}", 2)


def _signed(told: Told, value: float) -> str:
    number = told.amount(value, bare=True)
    return number if value >= 0 else f"\N{MINUS SIGN}{number}"
