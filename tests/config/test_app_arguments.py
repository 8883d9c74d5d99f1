"""A Hydra app runs no code from a user's files, however they reach it."""

import base64
import os
import re

import pytest

from sim import config
from sim.config.app_arguments import refuse_unsafe
from sim.params.errors import UserError

RUNS = "callbacks: {x: {_target_: os.getcwd}}"
GLOBAL = "# @package _global_\n"


@pytest.fixture
def own(tmp_path):
    """Write files into a folder; returns the folder."""

    def write(**files):
        for name, text in files.items():
            path = tmp_path / "own" / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f"{path.name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path / "own"

    return write


def refused(*arguments):
    with pytest.raises(UserError) as told:
        refuse_unsafe([str(each) for each in arguments])
    assert "\n" not in str(told.value)
    return str(told.value)


def test_an_ordinary_multirun_with_settings_of_hydra_is_let_pass(own):
    place = own(strategy__ours="defaults: [hin_playbook]\npilots: 2", team__north=GLOBAL)
    multirun = [
        "-m", "--config-dir", str(place), "strategy=none,ours", "strategy.pilots=range(1,3)",
        "+team=north", "~system.types.acute", "hydra.sweep.dir=all", "hydra/launcher=basic",
        "hydra.sweep.subdir='${hydra.job.num}'", "+hydra.job.env_set.ONE=1",
        "hydra.sweeper.max_batch_size=2",
    ]  # fmt: skip
    others = (["--shell-completion", "install=bash"], ["--cfg", "job", "strategy=glob(hin*)"])
    for passes in (multirun, *others):
        assert refuse_unsafe(passes) is None
    own(team__north=f"{GLOBAL}hydra: {{{RUNS}}}")  # the same line is not let pass for what it says
    assert "contains '_target_'" in refused(*multirun)


WAYS = ("--config-dir={}", "--config-dir {}", "-cd {}", "-cd={}", "--config-d={}", "--config-d {}")


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_is_checked_however_its_option_is_written(way, own):
    place = own(strategy__ours=f"{GLOBAL}hydra: {{{RUNS}}}")
    asked = [each.format(place) for each in way.split()]
    assert "contains '_target_'" in refused(*asked)
    assert "contains '_target_'" in refused("strategy=none", *asked, "-m")


def test_the_current_folder_and_one_named_like_a_tilde_are_checked_too(own, monkeypatch):
    place = own(strategy__ours="_target_: os.getcwd")
    monkeypatch.chdir(place)
    for way in (".", "", os.curdir + os.sep):
        assert "_target_" in refused("--config-dir", way)
    place.rename(place.with_name("~"))
    monkeypatch.chdir(place.parent)
    assert "_target_" in refused("--config-dir=~")
    assert "_target_" in refused("--config-dir=~/../~")


def test_of_two_folders_the_one_that_hydra_takes_is_checked(own, tmp_path):
    place = own(strategy__ours="_target_: os.getcwd")
    (tmp_path / "harmless").mkdir()
    assert "_target_" in refused("--config-dir", tmp_path / "harmless", "--config-dir", place)


FILES = {
    "callbacks": {"strategy__ours": f"{GLOBAL}hydra: {{{RUNS}}}"},
    "logging without a target": {"scenario__ours": f"{GLOBAL}hydra: {{job_logging: {{root: 1}}}}"},
    "an empty setting": {"scenario__ours": f"{GLOBAL}hydra: {{}}"},
    "a setting in capitals": {"scenario__ours": f"{GLOBAL}Hydra: {{}}"},
    "a dotted setting": {"scenario__ours": f"{GLOBAL}hydra.run.dir: x"},
    "a header for settings": {"strategy__ours": f"# @package hydra\n{RUNS}"},
    "a header for callbacks": {"strategy__ours": "# @package hydra.callbacks\npilots: 3"},
    "a header below another": {"strategy__ours": f"{GLOBAL}# @package hydra.job\npilots: 3"},
    "a header with blanks": {"strategy__ours": "\n  #   @package   hydra.job\npilots: 3"},
    "a header at a strange end of line": {"strategy__ours": "#@x y\x85# @package hydra\npilots: 3"},
    "a header that hydra does not reach": {"strategy__ours": f"# words\n{GLOBAL}strategy: {{}}"},
    "a header that is too far": {"strategy__ours": "\n" * 600 + f"{GLOBAL}strategy: {{}}"},
    "a default of hydra": {"scenario__ours": f"{GLOBAL}defaults: [{{/hydra/callbacks: x}}]"},
    "an override of hydra": {"scenario__ours": "defaults: [{override /hydra/launcher: x}]"},
    "the group of hydra": {"scenario__ours": "defaults: [{override hydra: x}]"},
    "the group of hydra with nothing": {"scenario__ours": "defaults: [{hydra: null}]"},
    "a package in a default": {"scenario__ours": "defaults: [{/strategy@hydra.callbacks: none}]"},
    "a file at the top": {"strategy__ours": "defaults: [/evil]", "evil": f"{GLOBAL}hydra: {RUNS}"},
    "a file elsewhere": {"strategy__ours": "defaults: [../evil]", "evil": f"hydra: {RUNS}"},
    "several names": {"strategy__ours": "defaults: [{/system: [one_ics, ../x]}]"},
    "a folder for hydra": {"hydra__callbacks__x": "x: 1"},
    "a folder in capitals": {"HYDRA__callbacks__x": "x: 1"},
    "a config to begin with": {"config": f"hydra: {{{RUNS}}}"},
    "a schema to begin with": {"scenario_schema": f"{GLOBAL}hydra: {{{RUNS}}}"},
    "a schema with a long s": {"\u017fcenario_schema": f"{GLOBAL}hydra: {{{RUNS}}}"},
    "an anchor": {"strategy__ours": "shares: &a {_target_: os.getcwd}\nshift: *a"},
    "a merge": {"strategy__ours": "shares: &a {_target_: os.getcwd}\nshift: {<<: *a}"},
    "an escape": {"strategy__ours": 'shares: {"\\x5ftarget\\x5f": os.getcwd}'},
    "an escaped look-up": {"strategy__ours": 'title: "\\x24{oc.env:HOME}"'},
    "a tag": {"strategy__ours": "pilots: !!python/object/apply:os.getcwd []"},
    "a binary": {"strategy__ours": f"pilots: !!binary {base64.b64encode(b'${x}').decode()}"},
    "a key twice": {"strategy__ours": "pilots: 1\npilots: 2"},
    "a settings key twice": {"scenario__ours": f"{GLOBAL}hydra: {{{RUNS}}}\nhydra: {{}}"},
    "a look-up": {"strategy__ours": "title: ${oc.env:HOME}"},
    "a look-up in a key": {"strategy__ours": "${oc.env:HOME}: 1"},
    "a look-up in a list": {"strategy__ours": "plan: [1, '${now:%Y}']"},
    "a part of a call": {"strategy__ours": "shares: {_args_: [1]}"},
    "an anchor that holds itself": {"strategy__ours": "shares: &a {comms: *a}"},
    "two documents": {"strategy__ours": "pilots: 1\n---\npilots: 2"},
    "a group in capitals": {"Strategy__ours": f"{GLOBAL}hydra: {{{RUNS}}}"},
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_could_run_code_or_change_hydra_is_refused_by_app_and_command(kind, own):
    place = own(**FILES[kind])
    for asked in ([], ["strategy=none"], ["-m", "strategy=none,hin_playbook"]):
        assert str(place) in refused("--config-dir", place, *asked)
    with pytest.raises(UserError):
        config.load(["strategy=none"], [place])


@pytest.mark.parametrize("name", ["ours.yml", "ours.YAML", "ours.Yaml", "ours.yml.yaml"])
def test_a_file_is_checked_whatever_its_suffix_looks_like(name, own):
    place = own(strategy__fine="pilots: 2")
    (place / "strategy" / name).write_text(f"{GLOBAL}hydra: {{{RUNS}}}", encoding="utf-8")
    assert name in refused("--config-dir", place)


def test_links_to_files_and_folders_are_followed(own, tmp_path):
    place = own(strategy__fine="pilots: 2")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "evil.yaml").write_text(f"{GLOBAL}hydra: {{{RUNS}}}", encoding="utf-8")
    for link, target in ((place / "scenario", outside), (place / "hydra", outside)):
        link.symlink_to(target, target_is_directory=True)
        assert str(link) in refused("--config-dir", place)
        link.unlink()
    (place / "strategy" / "linked.yaml").symlink_to(outside / "evil.yaml")
    assert "linked.yaml" in refused("--config-dir", place)


def test_a_preset_of_a_group_of_the_users_own_is_checked_when_it_is_chosen(own):
    place = own(team__north=f"{GLOBAL}hydra: {{{RUNS}}}", other__notes="anything: here")
    assert "_target_" in refused("--config-dir", place, "+team=north")
    refuse_unsafe(["--config-dir", str(place), "strategy=none"])


def test_a_preset_that_hydra_would_not_use_is_refused(own):
    place = own(strategy__none="pilots: 9")
    assert "would hide the strategy 'none'" in refused("--config-dir", place)


@pytest.mark.parametrize(
    "asked",
    [
        "--config-path=/elsewhere", "--config-path /elsewhere", "-cp /elsewhere", "--config-p=x",
        "-cp pkg://os", "--config-name=evil", "-cn evil", "--config-n=../evil",
        "--experimental-rerun=.hydra/config.pickle", "--exp=outputs/config.pickle",
    ],
)  # fmt: skip
def test_an_option_that_would_load_other_files_is_refused(asked):
    assert re.search(r"--[a-z-]+ is not allowed here: ", refused(*asked.split()))


@pytest.mark.parametrize(
    "asked",
    [
        "hydra.searchpath=[file:///elsewhere]", "+hydra.searchpath=[pkg://os]",
        "++hydra.searchpath=[file://.]", " hydra.searchpath=[file://.]",
        "hydra.overrides.hydra=['hydra.searchpath=[file://.]']", "hydra.overrides={hydra: []}",
        "+hydra.sweeper.params={strategy: ../../evil}", "+hydra.sweeper.params.strategy=../evil",
        "hydra.sweeper={params: {strategy: ../evil}}", "hydra.runtime.choices={strategy: evil}",
        "hydra={searchpath: [file://.]}", "hydra=evil", "+hydra=evil",
        "hydra/callbacks=../../evil", "+hydra/callbacks=../evil", "+hydra/job_logging=/evil",
        "+hydra/callbacks@hydra.launcher=x", "+strategy@hydra.callbacks=none",
        "strategy@hydra:none=none", "strategy=../../evil", "strategy='../../evil'",
        "strategy=none,/evil", "strategy=choice(none,../../evil)", "strategy=..\\evil",
        "+hydra.callbacks.x._target_=os.getcwd", "+hydra.callbacks.x={_target_: os.getcwd}",
        "+system._target_=os.getcwd", "title=${oc.env:HOME}", "title='${oc.env:HOME}'",
        "+strategy.shares={comms: ${oc.env:HOME}}", "+evil/strategy=x", "+/evil=x",
    ],
)  # fmt: skip
def test_an_override_that_would_run_code_or_load_other_files_is_refused(asked):
    assert refused(asked)
    for way in ("--help", "--hydra-help", "--cfg=all", "--info=all", "-sc", "--multirun"):
        assert refused(way, "strategy=none,hin_playbook", asked)


def test_an_experiment_allows_the_values_that_the_command_allows():
    assert "there is no key strategy.pilot" in refused("strategy.pilot=3")
    assert "there is no strategy 'hin_playbok'" in refused("strategy=hin_playbok")
    assert "cannot be read" in refused("strategy=none,")
    assert "there is no such folder" in refused("--config-dir=nowhere")


def test_brackets_without_end_are_refused_before_hydra_parses_them():
    assert "brackets inside each other" in refused(f"strategy.pilots={'[' * 5000}")
