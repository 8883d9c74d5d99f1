"""A scenario as the plain numbers that a month needs: loads, costs of doses, money, all resolved.

`settings_of` is the one place where a scenario becomes numbers; every engine reads the same
`Settings`: the Mesa agents as they are, a kernel as one row of a structured array (`as_row`). With
dated events there is a row for each period between them (`timeline_of`).
"""

from sim.process.settings.budget import Budget, budget_of
from sim.process.settings.loads import disruption_of, loads_of
from sim.process.settings.record import ABSENT, NEVER, Settings, as_row
from sim.process.settings.resolve import settings_of
from sim.process.settings.timeline import Timeline, always, timeline_of

__all__ = [
    "ABSENT",
    "NEVER",
    "Budget",
    "Settings",
    "Timeline",
    "always",
    "as_row",
    "budget_of",
    "disruption_of",
    "loads_of",
    "settings_of",
    "timeline_of",
]
