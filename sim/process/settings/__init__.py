"""A scenario as the plain numbers that a month needs: loads, costs of doses, money, all resolved.

`settings_of` is the one place where a scenario becomes numbers; every engine reads the same
`Settings`: the Mesa agents as they are, a kernel as one row of a structured array (`as_row`). With
dated events there is a row for each period between them (`timeline_of`).

A dial sets `Parts` of its own (`parts_of`), and the settings that several dials make together come
of one compiled rule (`meet`): who turns dials changes parts and lets them meet again.
"""

from sim.process.settings.budget import Budget, budget_of
from sim.process.settings.composition import MET, meet, meet_rows
from sim.process.settings.loads import disruption_of, loads_of
from sim.process.settings.money import Money, money_of, spent_in
from sim.process.settings.parts import Parts, parts_of
from sim.process.settings.record import ABSENT, NEVER, Settings
from sim.process.settings.resolve import settings_of
from sim.process.settings.rows import as_row, as_rows
from sim.process.settings.timeline import Periods, Timeline, always, periods_of, timeline_of

__all__ = [
    "ABSENT",
    "MET",
    "NEVER",
    "Budget",
    "Money",
    "Parts",
    "Periods",
    "Settings",
    "Timeline",
    "always",
    "as_row",
    "as_rows",
    "budget_of",
    "disruption_of",
    "loads_of",
    "meet",
    "meet_rows",
    "money_of",
    "parts_of",
    "periods_of",
    "settings_of",
    "spent_in",
    "timeline_of",
]
