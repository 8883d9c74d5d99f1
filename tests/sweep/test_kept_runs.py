"""What is kept of a run says what its summary says; more runs add to those that are there."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from sweep_stores import BUDGET, FOUR, SMALL, Sweeps

import sim.engines.simulate
from sim.config import load
from sim.config.preset_files import files
from sim.engines.simulate import simulate
from sim.outcomes import summary
from sim.outcomes.horizon import horizon_of
from sim.outcomes.kept_runs import estimates, runs_of
from sim.report.sweeps import parts
from sim.report.sweeps.part_tables import KEPT

# A scenario of every kind: drawn and given systems, short and long, ambition by site, processes
# of one equation, groups in which nobody is.
KINDS = {
    "drawn": (*SMALL, "strategy=one_to_one"),
    "many systems": (*SMALL, "strategy=one_to_one", "assumptions.replicates_per_system=2"),
    "one month": (*SMALL[:2], "strategy=one_to_one", "clock.months=1"),
    "past the headline month": (*SMALL[:2], "strategy=one_to_one", "clock.months=40"),
    "given": ("system.organisations_file='{file}'", "strategy=none", "clock.months=6"),
    "bass": (*SMALL, "strategy=one_to_one", "process=bass"),
    "threshold": (*SMALL, "strategy=one_to_one", "process=threshold"),
    "one organisation": (
        SMALL[0],
        "system.organisations=1",
        "strategy=none",
        "strategy.pilots=1",
        "clock.months=6",
    ),
    "no money": (*SMALL, "strategy=none"),
}
GIVEN = "".join(f"N{k},Acute,.{k + 2},.5,.{k + 3},.5\n" for k in range(6))


def near(found, wanted):
    if found is None or wanted is None:
        return found is wanted
    return found == wanted or abs(found - wanted) <= 1e-12 * max(1.0, abs(wanted)) or (
        np.isnan(found) and np.isnan(wanted)
    )  # fmt: skip


def outcomes_of(*texts, replicates=6, **given):
    return simulate(load(list(texts)), replicates, 3, **given)


@pytest.mark.parametrize("kind", KINDS)
def test_the_estimates_of_a_cell_are_those_of_the_summary(kind, tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("name,type,maturity,capacity,culture,finance\nA,GP,.5,.5,.5,.5\n" + GIVEN)
    assert different(outcomes_of(*(each.format(file=file) for each in KINDS[kind]))) == {}


@pytest.mark.parametrize("name", files("scenario"))
def test_so_they_are_for_every_scenario_that_is_shipped(name):
    assert different(outcomes_of(f"scenario={name}", "clock.months=5", replicates=2)) == {}


def different(outcomes):
    """What the runs that are kept say otherwise than the summary, and what they do not say."""
    found = estimates(runs_of(outcomes, horizon_of(outcomes)))
    told = {row.quantity: (row.mean, row.low, row.high) for row in summary(outcomes)}
    nothing = dict.fromkeys((set(KEPT) & set(told)) - set(found))
    return nothing | {name: (each, told[name]) for name, each in found.items()
                      if name in told and not all(map(near, each, told[name]))}  # fmt: skip


def values(cells):
    """Address -> every number of a cell."""
    numbers = cells.frame.drop(columns=["cell", "ensemble", "state", "failure", "asked"])
    columns = [name for name in numbers.columns if numbers[name].dtype.kind == "f"]
    return dict(zip(cells.frame["cell"], numbers[columns].to_numpy(), strict=True))


def rows_of(place, folder):
    import pyarrow as pa
    import pyarrow.parquet as pq

    paths = sorted((place / folder).glob("*.parquet"))
    return pa.concat_tables(pq.read_table(each).replace_schema_metadata() for each in paths)


@pytest.fixture
def simulated(monkeypatch):
    """How many runs were simulated."""

    def counted(scenario, replicates, *given, **named):
        count.append(replicates)
        return engine(scenario, replicates, *given, **named)

    count, engine = [], sim.engines.simulate.simulate
    monkeypatch.setattr(sim.engines.simulate, "simulate", counted)
    return count


@pytest.mark.parametrize("steps", [(4, 6, 9), (14, 70), (9, 4), (4, 9, 6, 12)])
@pytest.mark.parametrize("drawn", ["assumptions.replicates_per_system=3", "clock.months=5"])
def test_more_runs_later_only_add_the_new_ones_and_equal_an_undisturbed_sweep(
    sweeps, tmp_path, simulated, steps, drawn
):
    line = ("strategy=none,hin_playbook", drawn)
    if drawn.startswith("clock"):
        line = (*line[:1], "assumptions.top_threshold=0.6")
    for step, replicates in enumerate(steps):
        del simulated[:]
        before = max([0, *steps[:step]])
        assert sweeps.run(*line, replicates=replicates).done == 2
        assert sum(simulated) == 2 * (replicates - before if replicates > before else replicates)
    at_once = Sweeps(tmp_path / "at once")
    at_once.run(*line, replicates=steps[-1])
    one, other = values(sweeps.cells), values(at_once.cells)
    assert one.keys() == other.keys()
    for address, numbers in one.items():
        # sums over batches of runs are in another order where a batch was begun before
        assert np.allclose(numbers, other[address], rtol=1e-12, atol=1e-12, equal_nan=True)
    runs = rows_of(sweeps.place, parts.RUNS)
    pairs = zip(runs["ensemble"].to_pylist(), runs["replicate"].to_pylist(), strict=True)
    assert set(Counter(pairs).values()) == {1}
    assert len(runs) == 2 * max(steps)


def test_replicates_and_seeds_are_swept_as_any_key_and_no_run_is_kept_twice(sweeps):
    assert sweeps.run("strategy=none", "replicates=2,5,3", "seed=1,7").cells == 6
    frame = sweeps.cells.frame
    assert sorted(zip(frame["replicates"], frame["seed"], strict=True)) == [
        (r, s) for r in (2, 3, 5) for s in (1, 7)
    ]
    assert len(rows_of(sweeps.place, parts.RUNS)) == 10
    sweeps.run("strategy=none", "replicates=8,9", "seed=1,7")
    runs = rows_of(sweeps.place, parts.RUNS).to_pandas()
    assert not runs.duplicated(["ensemble", "replicate"]).any()
    assert len(runs) == 18


def test_a_time_that_no_early_run_reached_is_there_once_a_later_one_does():
    from sim.outcomes.kept_runs import joined

    outcomes = outcomes_of(*SMALL, "strategy=none", replicates=2)
    runs = runs_of(outcomes, horizon_of(outcomes))
    name = next(iter(runs.columns))
    read = replace(runs, columns={key: each for key, each in runs.columns.items() if key != name})
    found = joined(read, runs, 64).columns[name]
    assert np.isnan(found[:2]).all()
    assert np.array_equal(found[2:], runs.columns[name])


def test_more_values_later_only_run_the_new_ones(sweeps, simulated):
    sweeps.run("strategy=none,one_to_one", f"{BUDGET}=300,600")
    del simulated[:]
    count = sweeps.run("strategy=none,one_to_one,hin_playbook", f"{BUDGET}=300,600,900")
    assert (count.cells, len(simulated)) == (9, 5)
    cells = sweeps.cells
    assert (cells.done, cells.missing, cells.left_out) == (9, 0, 0)
    del simulated[:]
    sweeps.run(*FOUR)
    assert not simulated
