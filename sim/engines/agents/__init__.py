"""The model with agents, on Mesa: one run, to read, step through, extend and draw.

    from sim.engines.agents import HealthSystem

    system = HealthSystem("avt_london", strategy="hin_playbook", seed=3)
    while system.running:
        system.step()
    print(system.datacollector.get_model_vars_dataframe())

To change one decision, override it in a subclass of `Organisation` and pass the class.
"""

import warnings

with warnings.catch_warnings():
    # Mesa brings a progress bar, which is never shown but asks for a widget in a notebook.
    warnings.filterwarnings("ignore", message="IProgress not found")
    import mesa  # noqa: F401

from sim.engines.agents.count import count_replicate
from sim.engines.agents.health_system import HealthSystem, SpreadPartner
from sim.engines.agents.organisation import Organisation, Tie

__all__ = ["HealthSystem", "Organisation", "SpreadPartner", "Tie", "count_replicate"]
