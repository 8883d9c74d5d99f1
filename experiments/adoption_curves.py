"""How soon organisations go live under strategies with the same budget.

An ordinary Hydra app on the shipped configs. A run leaves a folder with its results, tried under
the sets of assumptions that fit what is known. A multirun leaves one folder for each job, under one
set of assumptions, and a store with a cell for each job, like that of `uptake sweep`.

    python experiments/adoption_curves.py "strategy=hin_playbook"
    python experiments/adoption_curves.py -m "strategy=none,comms_drumbeat,hin_playbook"
    python experiments/adoption_curves.py -m "strategy=one_to_one" "system.organisations=20,60"

All jobs use the same random numbers. The same line again runs only the jobs that the store does not
have, so a multirun that was stopped goes on. The store is named by the keys that vary and by what
all jobs share: more values of the same keys join it. It lies in multirun/adoption_curves, or, with
`hydra.sweep.dir=study`, in study, beside the folders of the jobs. `uptake results` reads it.

A job that fails is recorded, the others run all the same, and the exit code is then 1. Jobs may
run in any process: with Hydra's joblib launcher (`hydra/launcher=joblib`) several write to the
store at once. The joint figure shows every cell of the store.

Presets of your own (`--config-dir`) are plain data. What could run code, or would change a setting
of Hydra itself, is refused before Hydra reads it. Settings of Hydra can be typed.
"""

import sys
from pathlib import Path

import hydra
from hydra.core.hydra_config import HydraConfig
from omegaconf import DictConfig, OmegaConf

from sim.api import Result, chosen_sets, multirun, run_plan
from sim.api.sweep_results import results
from sim.cli import signals
from sim.cli.messages import quoted, repeat, warnings_as_notes
from sim.config import Plan, finish
from sim.config.app_arguments import refuse_unsafe
from sim.config.compose import register, scenario_from
from sim.config.user_files import refuse_code
from sim.params import OutOfRangeError
from sim.params.errors import UserError

REPLICATES, SEED = 512, 0
STORES = Path("multirun", "adoption_curves")
ASKED: list[multirun.Line] = []  # what a multirun is asked for; it goes with the jobs to others
FAILED: list[str] = []  # what went wrong in jobs of this process, beside what the store says


@hydra.main(version_base="1.3", config_path="../configs", config_name="config")
def run(config: DictConfig) -> None:
    """Run one scenario and write its folder; a failure is told, and the jobs that follow run."""
    name = " ".join(HydraConfig.get().overrides.task) or "the defaults"
    try:
        if ASKED:
            run_job(config, name, ASKED[0])
        else:
            plan = plan_of(config, name)
            sets = chosen_sets(None, None, [plan.scenario], SEED)
            save(run_plan(plan, REPLICATES, SEED, "ensemble", sets=sets), True)
    except (UserError, OutOfRangeError, OSError, MemoryError) as error:
        tell(f"{name}: {error or 'there is not enough memory'}")
    except Exception as error:  # a fault of ours; the jobs that follow may be spared it
        tell(f"{name}: {type(error).__name__}: {error}")


def plan_of(config: DictConfig, name: str) -> Plan:
    """Check what Hydra has composed, and make a plan of it."""
    asked = HydraConfig.get()
    refuse_code(OmegaConf.to_container(config), "the config")
    scenario = finish(scenario_from(config))
    return Plan(name, tuple(asked.overrides.task), dict(asked.runtime.choices), scenario)


def run_job(config: DictConfig, name: str, line: multirun.Line) -> None:
    """Run the cell of a job, unless the store has it, and write the job's folder."""
    asked = HydraConfig.get()
    refuse_code(OmegaConf.to_container(config), "the config")
    job = multirun.run_job(line, asked.overrides.task, int(asked.job.num))
    if job.failure:
        print(f"{name}: failed")
    elif job.outcomes is None:
        print(f"{name}: {job.store} has it already")
    else:
        save(Result(plan_of(config, name), job.outcomes), False)


def save(result: Result, alone: bool) -> None:
    """Write the results of a run into Hydra's folder for it."""
    asked = HydraConfig.get()
    options = {"--replicates": REPLICATES, "--seed": SEED}
    if result.drawn is None:
        options["--fixed-assumptions"] = True
    line = repeat("run", asked.overrides.task, options)
    folder = result.save(Path(asked.runtime.output_dir, "results"), alone, line)
    print(f"{result.plan.label}: {folder}")


def tell(failure: str) -> None:
    """Name a failure at once, since this process may not be the one that ends the multirun."""
    FAILED.append(failure)
    print(f"failed: {' '.join(failure.split())}", file=sys.stderr)


def report(line: multirun.Line) -> int:
    """Say what all jobs have left, and draw it; returns the exit code."""
    ended = multirun.ended(line)
    if ended.done:
        draw_together(ended.store)
    for asked, why in ended.failed.items():
        print(f"failed: {asked}: {why}", file=sys.stderr)
    for asked in ended.missing:
        print(f"not in the store: {asked}", file=sys.stderr)
    jobs = ended.done + len(ended.failed) + len(ended.missing)
    print(f"{ended.done} of {jobs} jobs done: uptake results {quoted(str(ended.store))}")
    return 1 if ended.failed or ended.missing or FAILED else 0


def draw_together(store: Path) -> None:
    """Draw all cells of the store, in whatever process they ran."""
    from sim.report.figures import save_all

    try:
        found = results(store, ASKED[0].config_dirs)
        folder = store / "figures"
        folder.mkdir(exist_ok=True)
        for path in save_all(found.drawings(), folder):
            print(f"together: {path}")
    except Exception as error:  # whatever it is, the jobs have kept their tables
        tell(f"the joint figure: {type(error).__name__}: {error}")


def main() -> int:
    """Run all jobs and draw those that went well; returns the exit code."""
    try:
        refuse_unsafe(sys.argv[1:])
        line = multirun.line_of(sys.argv[1:], STORES, REPLICATES, SEED)
    except (UserError, OSError) as error:
        print(f"adoption_curves: {error}", file=sys.stderr)
        return 2
    register()
    ASKED.extend([] if line is None else [line])
    try:
        with signals.stopped_by_signals():
            run()
    except KeyboardInterrupt as stop:
        print("stopped; the jobs before this one are kept", file=sys.stderr)
        return signals.exit_code(stop)
    if line is not None:
        return report(line)
    return 1 if FAILED else 0


if __name__ == "__main__":
    with warnings_as_notes():
        code = main()
    if code > signals.BASE:
        signals.leave(code)
    sys.exit(code)
