"""Evidence summed in order of maturity, over records that are laid out in that order first."""

import numpy as np

from sim.networks.system import Floats, Whole
from sim.process import sums
from sim.process.state import LINE, Line, Organisations, Records, Sight
from sim.rules.compiled import rule


@rule
def maturity_line(by_maturity: Whole, type: Whole) -> np.ndarray:
    """Make space for the sums in order of maturity, with the types in that order."""
    line = np.zeros(len(by_maturity), LINE)
    for k in range(len(by_maturity)):
        line[k].number = k
        line[k].type = type[by_maturity[k]]
    return line


@rule
def pool_evidence(
    line: Records[Line],
    by_maturity: Whole,
    sights: Records[Sight],
    organisations: Organisations,
    along: Floats,
    within: Floats,
    by_type: Floats,
) -> None:
    """Sum the evidence made, in order of maturity: laid out in that order, then brought back."""
    for k in range(len(line)):
        line[k].made = sights[by_maturity[k]].made
    sums.spread_of_evidence(
        line["number"],
        line["type"],
        line["made"],
        along,
        within,
        by_type,
        line["alike"],
        line["alike_same_type"],
    )
    for k in range(len(line)):
        me = organisations[by_maturity[k]]
        me.alike = line[k].alike
        me.alike_same_type = line[k].alike_same_type
