"""A classic model is not told to have what it has no place for."""

import pytest

import sim
from sim.report.plan_table import plan_table

SMALL = ["scenario=avt_london", "system.organisations=20", "clock.months=24"]
FOREIGN = ("tolerance", "risk", "gave up", "give it up", "given up", "embedded", "approved",
           "benefits less", "full planning")  # fmt: skip


@pytest.mark.parametrize(
    "kind", [("process=bass",), ("process=threshold", "process.threshold=0.1")]
)
def test_a_comparison_says_nothing_that_a_classic_model_cannot_mean(kind):
    typed = [*kind, "process.levers=true", "strategy=none,hin_playbook"]
    found = sim.compare(*SMALL, *typed, replicates=16)
    said = f"{found.verdict}\n{found.verdict.full}".lower()
    assert "live at month 24" in said
    assert [word for word in FOREIGN if word in said] == []
    head, rows = plan_table(found.found)
    blank = [k for k, each in enumerate(head) if each.split("\n")[0] in ("embedded", "gave up",
                                                                        "risk")]  # fmt: skip
    assert len(blank) == 3
    assert {row[k] for row in rows for k in blank} == {"-"}


def test_the_account_of_one_run_says_nothing_that_a_classic_model_cannot_mean():
    found = sim.run(*SMALL, "process=threshold", "strategy=hin_playbook", replicates=16)
    said = f"{found.verdict}\n{found.verdict.full}".lower()
    assert [word for word in FOREIGN if word in said] == []
    assert "spread evenly" not in said  # levers do nothing
