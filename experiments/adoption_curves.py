"""How soon organisations go live under strategies with the same budget.

An ordinary Hydra app on the shipped configs. A run leaves a folder with its results; a multirun
leaves one folder for each job, and one figure with the curves of all jobs.

    python experiments/adoption_curves.py "strategy=hin_playbook"
    python experiments/adoption_curves.py -m "strategy=none,comms_drumbeat,hin_playbook"
    python experiments/adoption_curves.py -m "strategy=one_to_one" "system.organisations=20,60"

All jobs use the same random numbers. A job that fails is named, the others run all the same, and
the exit code is then 1. The joint figure and the list of failures come from the process that ran
the jobs, so they need Hydra's own launcher, which runs them one after another.

Presets of your own (`--config-dir`) are plain data. What could run code, or would change a setting
of Hydra itself, is refused before Hydra reads it. Settings of Hydra can be typed.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf

from sim.api import Result, run_plan
from sim.cli import signals
from sim.cli.messages import repeat, warnings_as_notes
from sim.config import Plan, finish
from sim.config.app_arguments import refuse_unsafe
from sim.config.compose import register, scenario_from
from sim.config.plan_names import names_of
from sim.config.user_files import refuse_code
from sim.params import OutOfRangeError
from sim.params.errors import UserError

REPLICATES, SEED = 512, 0


@dataclass(frozen=True)
class Job:
    """One job of a multirun, and the folder that holds all of them."""

    result: Result
    together: Path


JOBS: list[Job] = []  # those of this process, in their order
FAILED: list[str] = []  # what went wrong in the others


@hydra.main(version_base="1.3", config_path="../configs", config_name="config")
def run(config: DictConfig) -> None:
    """Run one scenario and write its folder; keep a failure for the end, since others follow."""
    name = " ".join(HydraConfig.get().overrides.task) or "the defaults"
    try:
        run_job(config, name)
    except (UserError, OutOfRangeError, OSError, MemoryError) as error:
        FAILED.append(f"{name}: {error or 'there is not enough memory'}")
    except Exception as error:  # a fault of ours; the jobs that follow may be spared it
        FAILED.append(f"{name}: {type(error).__name__}: {error}")


def run_job(config: DictConfig, name: str) -> None:
    """Run one scenario and write its folder."""
    asked = HydraConfig.get()
    alone = asked.mode is RunMode.RUN
    overrides = tuple(asked.overrides.task)
    refuse_code(OmegaConf.to_container(config), "the config")
    scenario = finish(scenario_from(config))
    plan = Plan(name, overrides, dict(asked.runtime.choices), scenario)
    result = run_plan(plan, REPLICATES, SEED, "ensemble")
    line = repeat("run", overrides, {"--replicates": REPLICATES, "--seed": SEED})
    folder = result.save(Path(asked.runtime.output_dir, "results"), alone, line)
    print(f"{name}: {folder}")
    if not alone:
        JOBS.append(Job(result, Path(asked.sweep.dir)))


def draw_together(jobs: list[Job]) -> None:
    """Draw the curves of all jobs in one figure, each named by what sets it apart."""
    from sim.report.figures import figures_of_comparison

    labels = names_of([job.result.plan for job in jobs])
    outcomes = [job.result.outcomes for job in jobs]
    for path in figures_of_comparison(labels, outcomes, None, jobs[0].together):
        print(f"together: {path}")


def main() -> int:
    """Run all jobs and draw those that went well; returns the exit code."""
    try:
        refuse_unsafe(sys.argv[1:])
    except (UserError, OSError) as error:
        print(f"adoption_curves: {error}", file=sys.stderr)
        return 2
    register()
    try:
        with signals.stopped_by_signals():
            run()
    except KeyboardInterrupt as stop:
        print("stopped; the jobs before this one are kept", file=sys.stderr)
        return signals.exit_code(stop)
    if JOBS:
        try:
            draw_together(JOBS)
        except Exception as error:  # whatever it is, the jobs have kept their tables
            FAILED.append(f"the joint figure: {type(error).__name__}: {error}")
    for each in FAILED:
        print(f"failed: {' '.join(each.split())}", file=sys.stderr)
    return 1 if FAILED else 0


if __name__ == "__main__":
    with warnings_as_notes():
        code = main()
    if code > signals.BASE:
        signals.leave(code)
    sys.exit(code)
