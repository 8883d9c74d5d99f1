"""What an organisation takes in where everybody's example counts, in 64 lanes.

The same as `sim.process.contacts`, whose sums these are.
"""

from sim.engines.lanes import layout as at
from sim.engines.lanes import neighbours
from sim.engines.lanes.layout import LANES, Block, Bytes, Lanes, Rows, fill
from sim.networks.system import Floats
from sim.process import contacts, decisions
from sim.process.settings import Settings
from sim.process.stages import in_practice
from sim.process.state import Month
from sim.process.trust import has_given_up
from sim.rules.compiled import apart, rows_rule, where


@rows_rule
def sum_up(p: Settings, block: Block, lanes: Lanes) -> None:
    """Sum what everybody shows, tells and does this month, in every lane."""
    apart()
    if not contacts.meets_everybody(p):
        return
    fill(lanes.of_month, at.ALL_SHOWN, 0.0, 4)  # and ALL_TOLD, ALL_MOVING, ALL_GONE
    for i in range(len(lanes.stages)):
        add(p, lanes.amounts[i], lanes.states[i], lanes.met[i], lanes.of_month)
    spread(lanes.amounts, at.SHOWN, at.SHOWN_ALIKE, at.SHOWN_SAME, block, lanes)
    spread(lanes.met, at.TOLD, at.TOLD_ALIKE, at.TOLD_SAME, block, lanes)


@rows_rule
def add(p: Settings, amounts: Floats, states: Bytes, met: Floats, of_month: Floats) -> None:
    """Add what one organisation shows, tells and does."""
    apart()
    for lane in range(LANES):
        pilot, stage = states[at.PILOT + lane] != 0, states[at.STAGE + lane]
        told = decisions.heard_from(p, 1.0, amounts[at.MADE + lane], pilot)
        met[at.TOLD + lane] = told
        of_month[at.ALL_SHOWN + lane] += amounts[at.SHOWN + lane]
        of_month[at.ALL_TOLD + lane] += told
        of_month[at.ALL_MOVING + lane] += where(in_practice(stage), 1.0, 0.0)
        of_month[at.ALL_GONE + lane] += where(has_given_up(stage), 1.0, 0.0)


@rows_rule
def spread(everyone: Floats, what: int, alike: int, same: int, block: Block, lanes: Lanes) -> None:
    """Sum a row of everybody by nearness, as `sim.process.sums.spread_of_evidence`.

    everyone  float64[N, ...], of which `what` is the row; alike, same  rows of `met` for the sums
    """
    system, along, within = block.system, block.along, block.within
    for row in range(len(lanes.carried)):
        fill(lanes.carried[row], 0, 0.0)
    for k in range(len(system.by_maturity)):
        i = system.by_maturity[k]
        of_type = lanes.carried[1 + system.type[i]]
        forward(
            along[k], within[k], lanes.carried[0], of_type, everyone[i], what, alike, same,
            lanes.met[i],
        )  # fmt: skip
    for row in range(len(lanes.carried)):
        fill(lanes.carried[row], 0, 0.0)
    for k in range(len(system.by_maturity) - 1, -1, -1):
        i = system.by_maturity[k]
        of_type = lanes.carried[1 + system.type[i]]
        backward(
            along[k], within[k], lanes.carried[0], of_type, everyone[i], what, alike, same,
            lanes.met[i],
        )  # fmt: skip


@rows_rule
def forward(
    along: float, within: float, total: Floats, of_type: Floats, of_one: Floats, what: int,
    alike: int, same: int, met: Floats,
) -> None:  # fmt: skip
    """Carry on to one organisation what comes from less mature ones."""
    for lane in range(LANES):
        everybody = total[lane] * along + of_one[what + lane]
        of_same = of_type[lane] * within + of_one[what + lane]
        total[lane], of_type[lane] = everybody, of_same
        met[alike + lane], met[same + lane] = everybody, of_same


@rows_rule
def backward(
    along: float, within: float, total: Floats, of_type: Floats, of_one: Floats, what: int,
    alike: int, same: int, met: Floats,
) -> None:  # fmt: skip
    """Carry on to one organisation what comes from more mature ones."""
    for lane in range(LANES):
        met[alike + lane] += total[lane]
        met[same + lane] += of_type[lane]
        total[lane] = (total[lane] + of_one[what + lane]) * along
        of_type[lane] = (of_type[lane] + of_one[what + lane]) * within


@rows_rule
def listen(p: Settings, month: Month, i: int, block: Block, rows: Rows, lanes: Lanes) -> bool:
    """Take in what others show, tell and do; return whether any of them may have given up."""
    apart()
    if contacts.meets_everybody(p):
        take_in(p, month, len(block.organisations) - 1, lanes.met[i], rows)
        return True
    starts = block.system.starts
    return neighbours.listen(p, starts[i], starts[i + 1], block.ties, rows, lanes)


@rows_rule
def take_in(p: Settings, month: Month, others: int, met: Floats, rows: Rows) -> None:
    """Turn the sums over everybody into what one organisation takes in."""
    apart()
    amounts, of_month, scratch = rows.amounts, rows.of_month, rows.scratch
    trust = month.common_trust
    for lane in range(LANES):
        stage, shown = rows.states[at.STAGE + lane], amounts[at.SHOWN + lane]
        told = contacts.of_others(
            p, of_month[at.ALL_TOLD + lane], met[at.TOLD_ALIKE + lane],
            met[at.TOLD_SAME + lane], met[at.TOLD + lane],
        )  # fmt: skip
        scratch[at.HEARD + lane] = contacts.heard_from_others(month, told, others)
        alike = contacts.of_others(
            p, of_month[at.ALL_SHOWN + lane], met[at.SHOWN_ALIKE + lane],
            met[at.SHOWN_SAME + lane], shown,
        )  # fmt: skip
        scratch[at.SEEN + lane] = decisions.exposed(
            trust * (of_month[at.ALL_SHOWN + lane] - shown), trust * alike,
            amounts[at.RANK + lane], amounts[at.TRUST + lane], others,
        )  # fmt: skip
        moving, gone = where(in_practice(stage), 1.0, 0.0), where(has_given_up(stage), 1.0, 0.0)
        scratch[at.MOVING + lane] = contacts.mean_of_others(
            month, of_month[at.ALL_MOVING + lane], moving, others
        )
        scratch[at.GAVE_UP + lane] = contacts.mean_of_others(
            month, of_month[at.ALL_GONE + lane], gone, others
        )
