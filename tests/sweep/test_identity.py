"""A cell is addressed by what it is: two spellings are one cell, anything else is another."""

from pathlib import Path

import pytest
from sweep_stores import BUDGET, SMALL

import sim.study.sweep.cells
from sim.config.composer import Composer
from sim.config.overrides import screen
from sim.params.errors import UserError
from sim.report.sweeps import parts
from sim.study.sweep.cells import cell_of
from sim.study.sweep.design import Asked
from sim.study.sweep.local import run_here
from sim.study.sweep.typed import design_of

PLAN = (*SMALL, "strategy=one_to_one", f"{BUDGET}=600")


def address(*texts, seed=0, replicates=4, at=None, config_dirs=()):
    asked = Asked(tuple(screen(texts, config_dirs)), seed, replicates)
    return cell_of(asked, (), Composer(config_dirs), at).address


@pytest.mark.parametrize(
    "texts",
    [
        (*SMALL, "one_to_one", f"{BUDGET}=£600"),
        (*SMALL, f"{BUDGET}=6e2", "strategy=one_to_one"),
        (f"{BUDGET}=600.0", "strategy=one_to_one", *reversed(SMALL)),
        (*PLAN, "strategy.title=Ours"),
        (*PLAN, "assumptions.lapse_rate=" + str(sim.load().assumptions.lapse_rate)),
        (*PLAN[:2], "clock={months: 6}", *PLAN[3:]),
    ],
    ids=["a pound sign", "another order", "reversed", "a title", "a default", "braces"],
)  # fmt: skip
def test_two_spellings_of_a_scenario_are_one_cell(texts):
    assert address(*texts) == address(*PLAN)


def test_the_thousands_of_a_total_are_read_as_typed():
    total = (*SMALL, "strategy=one_to_one")
    spellings = ["£600,000", "600000", "£600k", "£0.6m", "6e5"]
    assert len({address(*total, f"strategy.budget_total={each}") for each in spellings}) == 1


def test_a_preset_and_its_values_are_one_cell(tmp_path):
    own = tmp_path / "strategy" / "ours.yaml"
    own.parent.mkdir()
    own.write_text("title: Ours\npilots: 3\nbudget_per_organisation: 450\n")
    (own.parent / "plain.yaml").write_text("title: Plain\n")
    values = (*SMALL, "strategy=plain", "strategy.pilots=3", f"{BUDGET}=450")
    by_name = address(*SMALL, "strategy=ours", config_dirs=(tmp_path,))
    assert by_name == address(*values, config_dirs=(tmp_path,))


def test_the_usual_headline_month_is_the_same_as_naming_it():
    long = (*PLAN[:2], "clock.months=40", *PLAN[3:])
    assert address(*long) == address(*long, at=36)
    assert address(*PLAN) == address(*PLAN, at=6)


def test_another_seed_number_of_runs_month_value_or_model_is_another_cell(monkeypatch):
    changes = [
        address(*PLAN), address(*PLAN, seed=1), address(*PLAN, replicates=5), address(*PLAN, at=5),
        address(*PLAN, "strategy.pilots=1"), address(*PLAN, "innovation=remote_monitoring"),
    ]  # fmt: skip
    monkeypatch.setattr(sim.study.sweep.cells, "sources_digest", lambda: "edited")
    assert len({*changes, address(*PLAN)}) == 7


def test_an_unrelated_preset_that_is_edited_or_added_leaves_a_cell_as_it_is(tmp_path):
    before = address(*PLAN, config_dirs=())
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy" / "größer ü.yaml").write_text("pilots: 5\n", encoding="utf-8")
    assert address(*PLAN, config_dirs=(tmp_path,)) == before


def prefix(*texts, seed=0, config_dirs=(), at=None):
    from sim.api.sweep_running import set_out
    from sim.study.sweep.typed import Wishes

    design = design_of((*SMALL, *texts), Wishes(), seed, 4, config_dirs)
    return set_out(design, Path("nowhere"), at, config_dirs).prefix


def test_lines_whose_cells_come_in_another_order_share_no_part():
    one = prefix("strategy=none,one_to_one", f"{BUDGET}=300,600")
    assert prefix(f"{BUDGET}=300,600", "strategy=none,one_to_one") != one
    assert prefix("strategy=none,one_to_one", f"{BUDGET}=600,300") != one
    assert prefix("strategy=none,one_to_one", f"{BUDGET}=3e2,£600") == one


def test_ranges_in_another_order_are_other_points_and_share_no_part(sweeps):
    from sim.study.sweep.typed import Wishes

    ranges = [f"{BUDGET}=interval(300,900)", "assumptions.lapse_rate=interval(0.1,0.2)"]
    one, other = (sweeps.out(*each, wishes=Wishes(4)) for each in (ranges, ranges[::-1]))
    assert one.prefix != other.prefix


def edited(place, kind):
    """A file of the user's own, and what names it; the second call edits it."""
    if kind == "preset":
        path = place / "strategy" / "ours.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"pilots: {2 if path.exists() else 1}\n")
        return ["strategy=ours"]
    path = place / "ours.csv"
    size = 7 if path.exists() else 6
    rows = "".join(f"N{i},{'GP' if i % 2 else 'Acute'},.5,.5,.5,.5\n" for i in range(size))
    path.write_text(f"name,type,maturity,capacity,culture,finance\n{rows}")
    return [f"system.organisations_file={path}"]


@pytest.mark.parametrize("kind", ["preset", "file"])
@pytest.mark.parametrize("swept", [False, True])
def test_the_same_line_after_an_edit_of_ones_own_runs_anew_and_mixes_nothing(
    sweeps, tmp_path, kind, swept
):
    own = tmp_path / "own"
    own.mkdir()
    named = edited(own, kind)
    if swept:  # and one that is not edited
        key, _, value = named[0].partition("=")
        other = "none"
        if kind == "file":
            other = str(own / "other.csv")
            Path(other).write_text(Path(value).read_text().replace("N5", "M5"))
        named = [f"{key}={value},{other}"]
    plan = ["strategy=none"] if kind == "file" else []
    line = ([*plan, *named, f"{BUDGET}=300,600"], (own,))

    def run():
        return sweeps.run(*line[0], config_dirs=line[1])

    size = 4 if swept else 2
    assert (run().done, *sweeps.cells.frame["failure"].dropna()) == (size,)
    assert (run().done, run().before) == (0, size)
    before = sweeps.cells.frame
    edited(own, kind)
    again = sweeps.out(*line[0], config_dirs=line[1])
    again.store.begin(again.kept)
    cells = sweeps.cells
    assert (len(cells.frame), cells.missing) == (0, size), "a row of before the edit is shown"
    assert run().before == (2 if swept else 0)
    after = sweeps.cells
    assert (after.done, after.missing) == (size, 0)
    kept = set(after.frame["cell"]) & set(before["cell"])
    assert len(kept) == (2 if swept else 0)
    assert after.left_out == size - len(kept)


def test_a_file_that_is_edited_during_a_sweep_stops_it_and_no_cell_is_of_another_file(
    sweeps, tmp_path
):
    named = edited(tmp_path, "file")

    def machine(tasks, done):
        for place, part in enumerate(run_here(tasks, done, 1)):
            if place == 1:
                edited(tmp_path, "file")
            yield part

    line = ("strategy=none", *named, f"{BUDGET}=300,600,900")
    with pytest.raises(UserError, match="was edited during the sweep"):
        sweeps.run(*line, machine=machine)
    assert len(parts.names(sweeps.place)) == 1
    assert sweeps.run(*line).done == 3
    cells = sweeps.cells
    assert (cells.done, cells.missing, set(cells.frame["organisations"])) == (3, 0, {7})


def test_an_edited_shipped_preset_makes_other_cells(sweeps, monkeypatch):
    def edited(composer, overrides):
        made, choices = scenario(composer, overrides)
        made.strategy.pilots += choices["strategy"] == "one_to_one"
        return made, choices

    scenario = Composer.scenario
    line = ("strategy=none,one_to_one",)
    assert sweeps.run(*line).done == 2
    monkeypatch.setattr(Composer, "scenario", edited)
    assert (sweeps.run(*line).before, sweeps.cells.done, sweeps.cells.left_out) == (1, 2, 1)


def test_cells_of_another_model_are_run_anew_and_none_of_the_old_ones_is_shown(sweeps, monkeypatch):
    line = ("strategy=none,one_to_one",)
    sweeps.run(*line)
    for place in ("sim.api.sweep_running", "sim.study.sweep.cells"):
        monkeypatch.setattr(f"{place}.sources_digest", lambda: "edited")
    begun = sweeps.out(*line)
    begun.store.begin(begun.kept)
    assert (len(sweeps.cells.frame), sweeps.cells.missing) == (0, 2)
    count = sweeps.run(*line)
    assert (count.before, count.done) == (0, 2)
    assert (sweeps.cells.done, sweeps.cells.missing, sweeps.cells.left_out) == (2, 0, 2)


def test_a_failed_cell_says_why_and_has_an_address_of_its_own():
    with pytest.raises(UserError):
        Composer().scenario(screen([*SMALL, "strategy.pilots=7"]))
    assert address(*SMALL, "strategy.pilots=7") != address(*SMALL, "strategy.pilots=8")


def test_what_was_impossible_is_tried_again_by_another_model(monkeypatch):
    before = address(*SMALL, "strategy.pilots=7")
    monkeypatch.setattr(sim.study.sweep.cells, "sources_digest", lambda: "edited")
    assert address(*SMALL, "strategy.pilots=7") != before
