"""Help for single organisations, on top of what the programme offers to all.

No plan has it: a study gives it to ask what would help one organisation most. It acts by the same
rules as what the programme offers (`sim.process.doses`); where both reach an organisation, the
larger dose counts. It changes no other organisation, except by what this one does.
"""

from typing import NamedTuple

import numpy as np

from sim.networks.system import Floats, Whole
from sim.params.names import LEVERS
from sim.process.state import Month
from sim.rules.compiled import rule


class Aid(NamedTuple):
    """Doses that single organisations are given; no rows if nobody is given any.

    dose   float64[N, levers]  0 to 1; of templates and of tools, the stock at hand
    until  int64[N, levers]    months, from month 0, for which it is given
    """

    dose: Floats
    until: Whole


def no_aid() -> Aid:
    """Give nothing to anybody: what every plan does."""
    return Aid(np.empty((0, len(LEVERS))), np.empty((0, len(LEVERS)), np.int64))


def aid_for(organisations: int, number: int, lever: int, dose: float, until: int) -> Aid:
    """Give one lever to one organisation.

    organisations  how many there are
    number         which one of them
    dose           0 to 1
    until          months for which it is given

    Raises
    ------
    ValueError
        If there is no such organisation, or the dose is not a share.
    """
    if not 0 <= number < organisations or not 0.0 <= dose <= 1.0:
        raise ValueError(f"no dose of {dose} for organisation {number} of {organisations}")
    shape = (organisations, len(LEVERS))
    aid = Aid(np.zeros(shape), np.zeros(shape, np.int64))
    aid.dose[number, lever], aid.until[number, lever] = dose, until
    return aid


@rule
def give(aid: Aid, month: Month, i: int) -> None:
    """Set what organisation i alone is given this month, before anything of it is worked out."""
    if len(aid.dose) > 0:
        for lever in range(len(month.given)):
            lasts = month.number < aid.until[i, lever]
            month.given[lever] = aid.dose[i, lever] if lasts else 0.0


@rule
def holds(aid: Aid, lever: int) -> bool:
    """Return whether anybody is ever given a lever."""
    some = False
    for i in range(len(aid.dose)):
        some |= aid.dose[i, lever] > 0.0
    return some
