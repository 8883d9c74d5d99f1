"""Every script in experiments/ runs with small numbers and leaves what it promises."""

import csv
import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sim.api.sweep_results import results

PROJECT = Path(__file__).parent.parent
SMALL = ["system.organisations=12", "clock.months=12"]


def python(script, *arguments, folder):
    return subprocess.run(
        [sys.executable, "-W", "error", PROJECT / "experiments" / script, *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True, encoding="utf-8",
    )  # fmt: skip


STORE = re.compile(r"uptake results \"?([^\"\n]+)")


def store_of(told, folder):
    """Find the store that a multirun says it wrote to."""
    found = STORE.search(told.stdout)
    assert found, told.stdout + told.stderr
    return results(folder / found[1])


def test_a_multirun_leaves_a_folder_and_a_cell_for_each_job_and_one_joint_figure(tmp_path):
    jobs = "strategy=none,comms_drumbeat,hin_playbook"
    told = python("adoption_curves.py", "-m", jobs, "hydra.sweep.dir=all", *SMALL, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    for job, strategy in enumerate(("none", "comms_drumbeat", "hin_playbook")):
        manifest = tmp_path / "all" / str(job) / "results" / "manifest.json"
        kept = json.loads(manifest.read_text(encoding="utf-8"))
        assert f'"strategy={strategy}"' in kept["command"]
        assert len(kept["plans"][0]["digest"]) == 64
    store = store_of(told, tmp_path)
    assert store.folder.parent == tmp_path / "all"
    assert store.frame()["strategy"].tolist() == ["none", "comms_drumbeat", "hin_playbook"]
    drawn = (store.folder / "figures" / "swept_curves.svg").read_text(encoding="utf-8")
    assert "Communications" in drawn


def test_the_same_keys_again_run_only_what_the_store_does_not_have(tmp_path):
    def run(jobs):
        told = python("adoption_curves.py", "-m", jobs, *SMALL, folder=tmp_path)
        assert told.returncode == 0, told.stderr
        return told, store_of(told, tmp_path)

    _, store = run("strategy.pilots=1,2")
    before = {path: path.read_bytes() for path in store.folder.glob("*/*.parquet")}
    told, more = run("strategy.pilots=1,2,3")
    assert told.stdout.count("has it already") == 2
    assert more.folder == store.folder
    assert more.frame()["strategy.pilots"].tolist() == [1, 2, 3]
    assert {path: path.read_bytes() for path in before} == before


def test_a_job_that_fails_is_recorded_and_those_after_it_run_all_the_same(tmp_path):
    jobs = "strategy.pilots=90,2,91"
    told = python("adoption_curves.py", "-m", jobs, "hydra.sweep.dir=all", *SMALL, folder=tmp_path)
    assert told.returncode == 1
    failed = [line for line in told.stderr.splitlines() if line.startswith("failed: ")]
    assert ["pilots=90" in failed[0], "pilots=91" in failed[1]] == [True, True]
    assert all("there cannot be more pilots than organisations" in line for line in failed)
    assert "Traceback" not in told.stderr
    assert (tmp_path / "all" / "1" / "results" / "manifest.json").is_file()
    store = store_of(told, tmp_path)
    assert store.frame()["state"].tolist() == ["done", "failed", "failed"]
    assert (store.folder / "figures" / "swept_curves.png").is_file()


def test_what_can_never_be_is_refused_before_any_job_runs(tmp_path):
    for jobs, why in (
        ("system.approvals=0,1", "must be between 1 and 12"),
        ("strategy.plan=interval(0,1)", "give values"),
    ):
        told = python("adoption_curves.py", "-m", jobs, *SMALL, folder=tmp_path)
        assert told.returncode == 2
        assert why in told.stderr
        assert told.stderr.count("\n") == 1
        assert not list(tmp_path.iterdir())


def test_jobs_of_hydras_joblib_launcher_write_to_one_store(tmp_path):
    pytest.importorskip("hydra_plugins.hydra_joblib_launcher")
    asked = ["-m", "hydra/launcher=joblib", "strategy.pilots=1,2,90", *SMALL]
    told = python("adoption_curves.py", *asked, folder=tmp_path)
    assert told.returncode == 1
    assert "failed: strategy.pilots=90" in told.stderr
    store = store_of(told, tmp_path)
    assert [store.done, store.failed, store.missing] == [2, 1, 0]


COPIES = "hydra: {callbacks: {x: {_target_: shutil.copy, src: made.txt, dst: RAN}}}"
ALL = "# @package _global_\n"
ATTACKS = {
    "a preset": ({"scenario/x": ALL + COPIES}, "-cd=own scenario=x"),
    "a preset that is not plain data": (
        {"scenario/x": ALL + COPIES.replace("shutil.copy", "os.rename")},
        "-m --config-d own scenario=x",
    ),
    "a schema": ({"scenario_schema": ALL + COPIES}, "--config-dir own"),
    "a file at the top": (
        {"strategy/x": "defaults: [/y]", "y": ALL + COPIES}, "--config-dir own strategy=x",
    ),
    "a folder for hydra": (
        {"hydra/callbacks/x": COPIES.removeprefix("hydra: {callbacks: ")[:-1]},
        "--config-dir own hydra/callbacks=x",
    ),
    "another place to search": (
        {"scenario/x": ALL + COPIES}, "hydra.searchpath=[file://own] scenario=x",
    ),
    "a folder like a tilde": ({"../~/scenario/x": ALL + COPIES}, "--config-dir=~ scenario=x"),
    "a file outside": ({"x": ALL + COPIES}, "scenario=../../{}/own/x"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ATTACKS)
def test_an_experiment_runs_no_code_from_a_users_files(kind, tmp_path):
    files, asked = ATTACKS[kind]
    for name, text in files.items():
        path = tmp_path / "own" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "made.txt").write_text("written by the attack", encoding="utf-8")
    outside = os.path.relpath(tmp_path, PROJECT)
    told = python("adoption_curves.py", *asked.format(outside).split(), *SMALL, folder=tmp_path)
    assert not (tmp_path / "RAN").exists()
    assert told.returncode == 2
    assert told.stderr.startswith("adoption_curves: ")
    assert told.stderr.count("\n") == 1


def test_an_experiment_loads_no_pickle(tmp_path):
    class Attack:
        def __reduce__(self):
            return Path.touch, (tmp_path / "RAN",)

    (tmp_path / "config.pickle").write_bytes(pickle.dumps(Attack()))
    told = python("adoption_curves.py", "--exp", "config.pickle", folder=tmp_path)
    assert not (tmp_path / "RAN").exists()
    assert told.returncode == 2
    assert told.stderr.startswith("adoption_curves: --experimental-rerun is not allowed here")


def test_an_experiment_refuses_a_config_that_could_run_code(tmp_path):
    for asked in ("+system._target_=os.getcwd", "title=${oc.env:HOME}"):
        told = python("adoption_curves.py", asked, *SMALL, folder=tmp_path)
        assert told.returncode == 2
        assert "cannot run code" in told.stderr
        assert "Traceback" not in told.stderr


def test_an_experiment_runs_a_preset_of_the_users_own(tmp_path):
    (tmp_path / "own" / "strategy").mkdir(parents=True)
    preset = tmp_path / "own" / "strategy" / "ours.yaml"
    preset.write_text("defaults: [hin_playbook]\ntitle: Ours\npilots: 2\n", encoding="utf-8")
    asked = ["--config-dir", "own", "strategy=ours", "hydra.run.dir=one"]
    told = python("adoption_curves.py", *asked, *SMALL, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    kept = (tmp_path / "one" / "results" / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(kept)["plans"][0]["scenario"]["strategy"]["pilots"] == 2


def test_who_is_left_behind_leaves_a_table_and_a_figure(tmp_path):
    strategies = "strategy=none,hin_playbook"
    told = python("who_is_left_behind.py", strategies, *SMALL, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    written = tmp_path / "outputs" / "who_is_left_behind.csv"
    head, *rows = written.read_text(encoding="utf-8").splitlines()
    assert head == "dimension,group,No spread partner,The whole playbook"
    assert [row.split(",")[1] for row in rows][-2:] == ["Not deprived", "Deprived"]
    assert written.with_suffix(".png").is_file()
    assert written.with_suffix(".svg").is_file()


def test_a_figure_that_cannot_be_drawn_costs_an_experiment_no_table(tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "nosuch")
    told = python("who_is_left_behind.py", "strategy=none,hin_playbook", *SMALL, folder=tmp_path)
    assert told.returncode == 1
    assert told.stderr.startswith("no figure was drawn (")
    assert "Traceback" not in told.stderr
    assert (tmp_path / "outputs" / "who_is_left_behind.csv").is_file()


def test_an_experiment_says_in_a_line_what_is_wrong(tmp_path):
    told = python("who_is_left_behind.py", "strategy=none,hin_playbok", folder=tmp_path)
    assert told.returncode != 0
    assert "hin_playbook" in told.stderr
    assert "Traceback" not in told.stderr


def test_nine_balances_are_drawn_on_a_page_and_one_by_one(tmp_path):
    told = python("balances.py", "--quick", "--folder", "drawn", folder=tmp_path)
    assert told.returncode == 0, told.stderr
    drawn = {each.name for each in (tmp_path / "drawn").iterdir()}
    alone = {name for name in drawn if name.startswith("balance_")}
    assert drawn - alone == {"balances.png", "balances.svg", "balances.csv"}
    assert len(alone) == 9
    shipped = {each.name for each in (PROJECT / "docs" / "pictures").glob("balance*.png")}
    assert shipped == alone | {"balances.png"}
    for picture in alone:
        assert (PROJECT / "docs" / "pictures" / picture).stat().st_size < 60_000


def test_every_picture_of_a_balance_is_told_of_in_the_tensions():
    page = (PROJECT / "docs" / "tensions.md").read_text(encoding="utf-8")
    pictures = (PROJECT / "docs" / "pictures").glob("balance_*.png")
    assert [each.name for each in pictures if f"](pictures/{each.name})" not in page] == []


def test_a_number_that_the_tensions_give_of_a_sweep_is_one_that_was_computed():
    page = (PROJECT / "docs" / "tensions.md").read_text(encoding="utf-8")
    with (PROJECT / "docs" / "pictures" / "balances.csv").open(encoding="utf-8") as file:
        computed = {float(row["mean"]) for row in csv.DictReader(file)}
    cells = re.findall(r"^\|.*\|$", page, re.MULTILINE)
    told = [cell.strip() for row in cells for cell in row.split("|")[3:-1]]
    numbers = [cell for cell in told if re.fullmatch(r"[-+]?\d+(\.\d+)?", cell)]
    assert len(numbers) > 50
    for number in numbers:
        places = len(number.partition(".")[2])
        assert any(abs(float(number) - each) <= 0.51 * 10.0**-places for each in computed), number
