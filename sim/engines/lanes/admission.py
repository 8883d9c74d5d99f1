"""Who goes live, and who is paid for it, in 64 lanes: as `sim.process.partner`, lane by lane."""

from sim.engines.lanes.layout import GOES_LIVE, GRANT_FUND, LANES, PAID, WAITED
from sim.process.state import NOT_READY
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
def admit(cap, in_line, lane, lanes):  # type: ignore[no-untyped-def]
    """Let as many go live in one lane as the wave cap allows, longest waiting first."""
    ready, longest = 0, NOT_READY
    for i in range(len(in_line)):
        waited = lanes.shorts[i, WAITED + lane]
        lanes.bytes[i, GOES_LIVE + lane] = 0
        ready += waited >= 0
        longest = max(longest, waited)
    room = min(cap, ready)
    while room > 0:
        for k in range(len(in_line)):
            i = in_line[k]
            if room > 0 and lanes.shorts[i, WAITED + lane] == longest:
                lanes.bytes[i, GOES_LIVE + lane] = 1
                room -= 1
        longest -= 1


@rows_rule
def pay_grants(grant, in_line, lane, lanes):  # type: ignore[no-untyped-def]
    """Pay a grant to each site that goes live in one lane, readiest first, while the fund lasts."""
    for k in range(len(in_line)):
        if lanes.of_month[GRANT_FUND + lane] < grant:
            return
        i = in_line[k]
        if lanes.bytes[i, GOES_LIVE + lane]:
            lanes.of_month[GRANT_FUND + lane] -= grant
            lanes.bytes[i, PAID + lane] = 1
