"""Outcomes that exist once for each category, stage, gap or reading: a part of the table."""

from sim.outcomes import formulas
from sim.outcomes.declare import (
    BARRIERS,
    BASS,
    EQUITY,
    OF_ALL,
    READINGS,
    SHARE,
    STAGES,
    Outcome,
)
from sim.params import names

OF_NOT_EMBEDDED = "share of not embedded"


def called(stage: str) -> str:
    """Name a stage for a reader."""
    return names.STAGE_NAMES[names.STAGES.index(stage)]


# fmt: off
CATEGORY_ROWS = {
    f"live_{group.replace(' ', '_')}": Outcome(
        EQUITY, f"share of {group}", "live, last month",
        formulas.live_in(group), SHARE, better="up",
    )
    for group in names.CATEGORIES
}
STAGE_ROWS = {
    f"months_{stage}": Outcome(
        STAGES, "month", f"median stay in '{called(stage)}', of those who left it",
        formulas.stay_in(stage),
    )
    for stage in ("committed", "deciding", "implementing")
}
GAP_ROWS = {
    f"held_by_{gap}": Outcome(
        BARRIERS, OF_NOT_EMBEDDED,
        f"held most by the {gap} gap, of those not embedded, last month",
        formulas.held_by(gap),
    )
    for gap in names.GAPS
}
# The binding gaps read as COM-B and the stages as NPT: labels of the same numbers
COM_B_ROWS = {
    f"lacks_{component}": Outcome(
        READINGS, OF_NOT_EMBEDDED,
        f"lack {component} most (COM-B: {', '.join(gaps)} gap), of those not embedded",
        formulas.held_by(*gaps),
    )
    for component, gaps in names.COM_B.items()
}
NPT_ROWS = {
    f"npt_{construct}": Outcome(
        READINGS, OF_ALL,
        f"at the work of {construct.replace('_', ' ')} (NPT: '{called(stage)}'), last month",
        formulas.in_stage(stage),
    )
    for construct, stage in names.NPT.items()
}
BASS_ROWS = {
    "bass_innovation": Outcome(BASS, "1/year", "p of the Bass curve nearest to ever live"),
    "bass_imitation": Outcome(BASS, "1/year", "q of that curve"),
    "bass_ceiling": Outcome(BASS, OF_ALL, "m of that curve"),
    "bass_r_squared": Outcome(BASS, "share", "variance that the curve accounts for"),
}
# fmt: on
