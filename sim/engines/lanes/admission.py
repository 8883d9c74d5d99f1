"""Who goes live, and who is paid for it, in 64 lanes: as `sim.process.partner`, lane by lane."""

from sim.engines.lanes.layout import GOES_LIVE, GRANT_FUND, LANES, PAID, WAITED
from sim.process import partner
from sim.rules.compiled import apart, rows_rule


@rows_rule
def admit_all(shorts, small):  # type: ignore[no-untyped-def]
    """Let one organisation go live wherever it is ready; tell whether there is such a lane."""
    apart()
    admitted = False
    for lane in range(LANES):
        ready = shorts[WAITED + lane] >= 0
        small[GOES_LIVE + lane] = ready
        admitted |= ready
    return admitted


@rows_rule
def settle(p, in_line, replicates, lanes):  # type: ignore[no-untyped-def]
    """Admit the ready to go live if there is a cap, and pay grants, lane by lane."""
    apart()
    for lane in range(LANES):
        line = in_line[lane if lane < replicates else 0]
        goes_live = lanes.bytes[:, GOES_LIVE + lane]
        if p.wave_cap >= 0:
            partner.admit(p.wave_cap, line, lanes.shorts[:, WAITED + lane], goes_live)
        lanes.of_month[GRANT_FUND + lane] = partner.pay_grants(
            p, lanes.of_month[GRANT_FUND + lane], line, goes_live, lanes.bytes[:, PAID + lane]
        )
