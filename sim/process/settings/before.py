"""The months before a programme starts: what is left of a scenario without the partner."""

from dataclasses import replace

from sim.params import Scenario, Strategy

# When the programme starts and whom it will choose, which a run draws at month 0; and integration,
# which each site pays for at its go-live: a later value would be steps that it never paid for
KEPT = (
    *("start", "programme", "phases", "mandate_month", "mandate_by"),
    *("pilots", "mixed_pilots", "pilots_embedded", "target", "ambition", "ambition_review"),
    *("integration", "integration_ramp"),
)


def without_programme(scenario: Scenario) -> Scenario:
    """Return a scenario as it is until its programme starts: nobody plans, pays or decides for all.

    All else of the strategy has its default, so plans are alike until they start.
    """
    kept = {name: getattr(scenario.strategy, name) for name in KEPT}
    return replace(scenario, strategy=Strategy(plan=0.0, **kept))
