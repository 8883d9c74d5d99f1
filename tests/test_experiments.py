"""Every script in experiments/ runs with small numbers and leaves what it promises."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parent.parent
SMALL = ["system.organisations=12", "clock.months=12"]


def python(script, *arguments, folder):
    return subprocess.run(
        [sys.executable, "-W", "error", PROJECT / "experiments" / script, *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True, encoding="utf-8",
    )  # fmt: skip


def test_a_multirun_leaves_a_folder_for_each_job_and_one_joint_figure(tmp_path):
    jobs = "strategy=none,comms_drumbeat,hin_playbook"
    told = python("adoption_curves.py", "-m", jobs, "hydra.sweep.dir=all", *SMALL, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    for job, strategy in enumerate(("none", "comms_drumbeat", "hin_playbook")):
        manifest = tmp_path / "all" / str(job) / "results" / "manifest.json"
        kept = json.loads(manifest.read_text(encoding="utf-8"))
        assert f'"strategy={strategy}"' in kept["command"]
        assert len(kept["plans"][0]["digest"]) == 64
    assert {each.name for each in (tmp_path / "all").glob("*.*g")} == {"plans.png", "plans.svg"}
    drawn = (tmp_path / "all" / "plans.svg").read_text(encoding="utf-8")
    assert "comms_drumbeat" in drawn
    assert "organisations=12" not in drawn  # the same in all jobs


def test_a_job_that_is_refused_says_why_in_a_line_and_those_before_it_are_drawn(tmp_path):
    jobs = "system.approvals=1,0"
    told = python("adoption_curves.py", "-m", jobs, "hydra.sweep.dir=all", *SMALL, folder=tmp_path)
    assert told.returncode != 0
    assert "must lie in [1, 12]" in told.stderr
    assert "Traceback" not in told.stderr
    assert (tmp_path / "all" / "plans.png").is_file()


def test_an_experiment_refuses_a_config_that_could_run_code(tmp_path):
    told = python("adoption_curves.py", "+system._target_=os.getcwd", *SMALL, folder=tmp_path)
    assert told.returncode != 0
    assert "can neither run code" in told.stderr
    assert "Traceback" not in told.stderr


def test_who_is_left_behind_leaves_a_table_and_a_figure(tmp_path):
    strategies = "strategy=none,hin_playbook"
    told = python("who_is_left_behind.py", strategies, *SMALL, folder=tmp_path)
    assert told.returncode == 0, told.stderr
    written = tmp_path / "outputs" / "who_is_left_behind.csv"
    head, *rows = written.read_text(encoding="utf-8").splitlines()
    assert head == "dimension,group,none,hin_playbook"
    assert [row.split(",")[1] for row in rows][-2:] == ["Not deprived", "Deprived"]
    assert written.with_suffix(".png").is_file()
    assert written.with_suffix(".svg").is_file()


def test_an_experiment_says_in_a_line_what_is_wrong(tmp_path):
    told = python("who_is_left_behind.py", "strategy=none,hin_playbok", folder=tmp_path)
    assert told.returncode != 0
    assert "hin_playbook" in told.stderr
    assert "Traceback" not in told.stderr
