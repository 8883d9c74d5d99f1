"""One organisation at the start of a month: the state that its decisions rest on."""

from typing import NamedTuple

from sim.params.names import TOOLS
from sim.process.state import FUND, Month, Organisation
from sim.rules.compiled import part


class Snapshot(NamedTuple):
    """State of one organisation, and of its system, that differs between replicates.

    `barriers`, `doses`, `rates` and `boards` read traits from the record of the organisation and
    state from here, so that the same code serves a record, an agent and one lane of 64.

    scope       whether the programme reaches it
    helped      whether it has a slot of one-to-one help
    tools       stock of tools in its system, fund the partner's grant fund [kGBP]
    everywhere, reach, advocates, share_live  as `sim.process.state.Month`
    All others have the names and units of `sim.process.state.Organisation`.
    """

    scope: bool
    stage: int
    champion: bool
    compelled: bool
    paid: bool
    helped: bool
    age: int
    approvals: int
    phase: int
    rank: float
    fatigue: float
    fit: float
    alike: float
    alike_same_type: float
    heard: float
    exposure: float
    moving: float
    trust: float
    tools: float
    fund: float
    everywhere: float
    reach: float
    advocates: float
    share_live: float


@part
def snapshot(month: Month, me: Organisation) -> Snapshot:
    """Take the snapshot of an organisation that is a record or an agent."""
    return Snapshot(
        me.scope,
        me.stage,
        me.champion,
        me.compelled,
        me.paid,
        me.supported >= 0,
        me.age,
        me.approvals,
        me.phase,
        me.rank,
        me.fatigue,
        me.fit,
        me.alike,
        me.alike_same_type,
        me.heard,
        me.exposure,
        me.moving,
        me.trust,
        month.offered[TOOLS],
        month.purse[FUND],
        month.everywhere,
        month.reach,
        month.advocates,
        month.share_live,
    )
