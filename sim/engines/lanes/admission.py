"""Who goes live, and who is paid for it, in 64 lanes: as `sim.process.partner`, lane by lane."""

from sim.engines.lanes import layout as at
from sim.engines.lanes.layout import LANES, Lanes, Rows
from sim.networks.system import Whole
from sim.process import partner
from sim.process.settings import Settings
from sim.rules.compiled import apart, rows_rule


@rows_rule
def admit_all(rows: Rows) -> bool:
    """Let one organisation go live wherever it is ready; tell whether there is such a lane."""
    apart()
    admitted = False
    for lane in range(LANES):
        ready = rows.months[at.WAITED + lane] >= 0
        rows.states[at.GOES_LIVE + lane] = ready
        admitted |= ready
    return admitted


@rows_rule
def settle(p: Settings, in_line: Whole, lanes: Lanes) -> None:
    """Admit the ready to go live if there is a cap, and pay grants, lane by lane."""
    apart()
    for lane in range(LANES):
        line = in_line[lane if lane < len(in_line) else 0]
        goes_live = lanes.states[:, at.GOES_LIVE + lane]
        if p.wave_cap >= 0:
            partner.admit(p.wave_cap, line, lanes.months[:, at.WAITED + lane], goes_live)
        fund, paid = lanes.of_month[at.GRANT_FUND + lane], lanes.states[:, at.PAID + lane]
        fund = partner.pay_grants(p, fund, line, goes_live, paid)
        lanes.of_month[at.GRANT_FUND + lane] = fund
