"""The ledger's last sentence: what the widest gap costs, and what a little more money wins back."""

from collections.abc import Iterator, Sequence

from sim.outcomes import Interval
from sim.page.next_action import MONEY, Told
from sim.study.ledger import Ledger
from sim.study.next_best_action import EVERYBODY

SIGNIFICANT = 2  # digits of an amount of money


def told_in_money(found: Ledger, organisations: int, best: Sequence[Told]) -> str:
    """Say what the gap that costs most costs, and what more money for one lever would win back.

    best  the changes that gain most, by group and kind
    """
    return " ".join([*_cost(found, organisations), *_won(found, organisations, best)])


def _cost(found: Ledger, organisations: int) -> Iterator[str]:
    first, second = found.worst
    if first.lost.low <= 0:
        yield (f"By month {found.month} what any one gap costs cannot be told apart from nothing.")
        return
    rank = "more than any other gap"
    if found.ahead.low <= 0:
        rank = f"which cannot be told apart from the {second.gap} gap"
    lost = _count(organisations * first.lost.mean)
    yield (
        f"By month {found.month} the {first.gap} gap costs {lost} of {organisations} "
        f"organisations ({_between(first.lost, organisations)}), {rank}."
    )


def _won(found: Ledger, organisations: int, best: Sequence[Told]) -> Iterator[str]:
    """Say what money wins back; that it cannot be told, where it cannot."""
    if not best:
        yield "The plan has no money, so a tenth more of it wins nothing back."
        return
    [each] = [
        one for one in best
        if one.change.kind == MONEY and (one.best.dimension, one.best.group) == EVERYBODY
    ]  # fmt: skip
    monthly, total = each.more
    if not each.best.apart:
        yield (
            f"{_pounds(monthly)} a month more, for whichever lever, wins back nothing that can be "
            "told apart from luck."
        )
        return
    gain = each.best.gain
    more = _count(organisations * gain.mean)
    all_lost = _count(organisations * found.whole.mean)
    lever = each.change.name
    if each.rival:
        lever += f" (or {each.rival}: the two cannot be told apart)"
    yield (
        f"{_pounds(monthly)} a month more for {lever} would win back {more} of the "
        f"{all_lost} that all five gaps cost ({_between(gain, organisations)})."
    )
    yield (
        f"That is {_pounds(total)} over the programme, or "
        f"{_pounds(total / (organisations * gain.mean))} for each organisation."
    )


def _count(number: float) -> str:
    """Write a mean number of organisations; one digit more where a whole number would hide it."""
    return f"{number:.0f}" if number >= 2 else f"{number:.1f}"


def _between(share: Interval, organisations: int) -> str:
    low, high = (max(0.0, organisations * end) for end in (share.low, share.high))
    return f"{_count(low)} to {_count(high)}"


def _pounds(amount: float) -> str:
    """Write an amount to two digits: it is part of an answer that has a range."""
    digits = SIGNIFICANT - len(str(int(max(1.0, amount))))
    return f"£{round(amount, min(0, digits)):,.0f}"
