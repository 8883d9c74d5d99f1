"""How soon organisations go live under strategies with the same budget.

An ordinary Hydra app on the shipped configs. A run leaves a folder with its results; a multirun
leaves one folder for each job, and one figure with the curves of all jobs.

    python experiments/adoption_curves.py "strategy=hin_playbook"
    python experiments/adoption_curves.py -m "strategy=none,comms_drumbeat,hin_playbook"
    python experiments/adoption_curves.py -m "strategy=one_to_one" "system.organisations=20,60"

All jobs use the same random numbers. The joint figure is drawn by the process that ran the jobs,
so it needs Hydra's own launcher, which runs them one after another.
"""

from dataclasses import dataclass
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf

from sim.api import Result, run_plan
from sim.cli.messages import repeat
from sim.config import Plan, finish
from sim.config.compose import register, scenario_from
from sim.config.plan_names import names_of
from sim.config.user_files import refuse_code
from sim.params import OutOfRangeError
from sim.params.errors import UserError
from sim.report.figures import figures_of_comparison

REPLICATES, SEED = 512, 0


@dataclass(frozen=True)
class Job:
    """One job of a multirun, and the folder that holds all of them."""

    result: Result
    together: Path


JOBS: list[Job] = []  # those of this process, in their order


@hydra.main(version_base="1.3", config_path="../configs", config_name="config")
def run(config: DictConfig) -> None:
    """Run one scenario and write its folder."""
    asked = HydraConfig.get()
    alone = asked.mode is RunMode.RUN
    overrides = tuple(asked.overrides.task)
    name = " ".join(overrides) or "the defaults"
    try:
        refuse_code(OmegaConf.to_container(config), "the config")
        scenario = finish(scenario_from(config))
        plan = Plan(name, overrides, dict(asked.runtime.choices), scenario)
        result = run_plan(plan, REPLICATES, SEED, "ensemble")
        line = repeat("run", overrides, {"--replicates": REPLICATES, "--seed": SEED})
        folder = result.save(Path(asked.runtime.output_dir, "results"), alone, line)
    except (UserError, OutOfRangeError) as error:
        raise SystemExit(f"{name}: {error}") from None
    print(f"{name}: {folder}")
    if not alone:
        JOBS.append(Job(result, Path(asked.sweep.dir)))


def draw_together(jobs: list[Job]) -> None:
    """Draw the curves of all jobs in one figure, each named by what sets it apart."""
    labels = names_of([job.result.plan for job in jobs])
    outcomes = [job.result.outcomes for job in jobs]
    for path in figures_of_comparison(labels, outcomes, None, jobs[0].together):
        print(f"together: {path}")


if __name__ == "__main__":
    register()
    try:
        run()
    finally:  # if a job failed, those before it are drawn all the same
        if JOBS:
            draw_together(JOBS)
