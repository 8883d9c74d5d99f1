"""What the commands print, where, and with which exit code; what they refuse, in one line."""

import errno
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim import cli
from sim.cli import messages, progress
from sim.cli.cautions import notes
from sim.config import load
from sim.engines.simulate import simulate
from sim.params.errors import UserError

PROJECT = Path(__file__).parent.parent.parent
SMALL = ["system=one_ics", "system.organisations=9", "--months", "6", "--seed", "5"]
FIXED = "--fixed-assumptions"
RUN = ["run", *SMALL, "--replicates", "8", "--no-figures"]
TWO = "strategy=none,hin_playbook"
COMPARE = ["compare", TWO, *SMALL, "--replicates", "8", "--no-figures"]
SLOW_IMPORTS = (
    "numba", "mesa", "scipy", "pandas", "pyarrow", "matplotlib", "rich", "xarray", "numpy",
    "networkx",
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """Compile what runs need, so that no command begins by saying that it compiles."""
    simulate(load(["system.organisations=2", "strategy=none", "clock.months=1"]), 1)


def process(*arguments, **environment):
    """Run a command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "sim", *arguments], capture_output=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "default"} | environment,
    )  # fmt: skip


def last_line(text):
    return text.rstrip().splitlines()[-1]


# Getting started


def test_uptake_alone_says_what_it_can_do_with_three_examples_that_work(uptake, monkeypatch):
    code, out, err = uptake()
    assert (code, err) == (0, "")
    examples = [line.strip() for line in out.splitlines() if '"' in line and "uptake" in line][:3]
    assert [shlex.split(line)[1] for line in examples] == ["run", "compare", "show"]
    for line in examples:
        words = shlex.split(line)[1:]
        small = [] if words[0] == "show" else ["--replicates", "2", "--months", "3", "--no-figures"]
        assert uptake(*words, *small)[0] == 0


def test_every_command_has_help(uptake):
    for command in ([], ["run"], ["compare"], ["list"], ["show"], ["verify"]):
        code, out, _ = uptake(*command, "--help")
        assert code == 0
        assert out.startswith("Usage: uptake")
        assert all(len(line) <= 80 for line in out.splitlines())


def test_the_version_is_printed(uptake):
    assert uptake("--version")[1].startswith("uptake ")


@pytest.mark.parametrize(
    "arguments",
    [[], ["--help"], ["run", "--help"], ["run", "strategy=non"], ["compare", "pilots=2,3"],
     ["run", "strategy.pilots=many"], ["list", "strategies"], ["list", "parameters"]],
)  # fmt: skip
def test_help_and_refusals_load_nothing_slow(arguments):
    code = (
        "import sys\nfrom sim import cli\n"
        f"code = cli.status({arguments!r})\n"
        f"slow = set({SLOW_IMPORTS!r}) & set(sys.modules)\n"
        "assert not slow, slow\nsys.exit(code)"
    )
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert told.returncode in (0, 2), told.stderr
    assert "Traceback" not in told.stderr


def test_importing_the_package_loads_nothing():
    code = f"import sys, sim; sim.__version__; assert not set({SLOW_IMPORTS!r}) & set(sys.modules)"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": str(PROJECT)}
    )


# Refusals


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rn"], "No such command 'rn'"),
        (["strategy=none"], 'name a command first, e.g. uptake run "strategy=none"'),
        (["run", "--replicats", "3"], "No such option '--replicats'"),
        (["run", "--replicates", "0"], "Invalid value for '--replicates'"),
        (["run", "--replicates", "many"], "Invalid value for '--replicates'"),
        (["run", "--months", "-3"], "Invalid value for '--months'"),
        (["run", "--seed", "-1"], "Invalid value for '--seed'"),
        (["run", "--engine", "magic"], "'magic' is not one of 'ensemble', 'mesa'"),
        (["run", "strategy=non"], "there is no strategy 'non' (did you mean none?)"),
        (["run", "--months", "3", "clock.months=4"], "clock.months is given twice"),
        (["run", TWO], f'these are 2 plans; to compare them: uptake compare "{TWO}"'),
        (["run", "--config-dir", "nowhere"], "there is no such folder"),
        (["compare", "strategy=none"], "give one key several values"),
        (["compare", TWO, "--baseline", "hinplaybook"], "(did you mean hin_playbook?)"),
        (["compare", TWO, "--precision", "0"], "Invalid value for '--precision'"),
        (["list", "strateg"], "cannot list 'strateg' (did you mean strategies?)"),
        (["show", TWO], "show one plan at a time, not 2"),
        (["verify"], "Missing argument 'FOLDER'"),
        (["verify", "nowhere"], "nowhere holds no manifest.json"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line_with_exit_code_2(arguments, said, uptake):
    code, out, err = uptake(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("uptake: ")
    assert err.count("\n") == 1
    assert said in err


def test_a_refusal_is_one_line_for_a_process_too_even_with_warnings_on():
    for asked in (["run", "strategy.pilots=many"], ["run", "system.organisations=0"]):
        told = process(*asked)
        assert told.returncode == 2
        assert told.stdout == b""
        assert told.stderr.startswith(b"uptake: ")
        assert told.stderr.count(b"\n") == 1


def test_an_existing_folder_is_refused_before_anything_is_run(uptake, elsewhere, monkeypatch):
    (elsewhere / "one").mkdir()
    monkeypatch.setattr("sim.api.run_plan", lambda *_, **__: pytest.fail("it ran"))
    code, _, err = uptake(*RUN, "--out", "one")
    assert code == 2
    assert err.startswith("uptake: one exists already")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 2, "No space left on device"),
        (MemoryError(), 2, "there is not enough memory"),
        (KeyboardInterrupt(), 130, "stopped; nothing was written"),
    ],
)
def test_whatever_stops_a_run_is_reported_in_one_line_and_leaves_nothing(
    error, code, said, uptake, elsewhere, monkeypatch
):
    def stop(*_, **__):
        raise error

    monkeypatch.setattr("sim.report.store.tables.write_parquet", stop)
    found, _, err = uptake(*RUN, "--out", "runs/one")
    assert found == code
    assert err.startswith("uptake: ")
    assert err.count("\n") == 1
    assert said in err
    assert not (elsewhere / "runs").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_in_the_middle_exits_130_with_one_line_and_no_files(elsewhere):
    arguments = ["run", "--engine", "mesa", "--replicates", "3000", "--out", "runs/one"]
    running = subprocess.Popen(
        [sys.executable, "-m", "sim", *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    try:
        while not (elsewhere / "runs").is_dir():  # it has begun once it has made its folder
            time.sleep(0.05)
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=120)
    finally:
        running.kill()  # where it did not stop, nothing else would stop it
    assert (running.returncode, out) == (130, b"")
    assert err == b"uptake: stopped; nothing was written\n"
    assert not (elsewhere / "runs").exists()


# Run


def test_a_run_says_what_happens_where_the_files_are_and_how_to_repeat_it(uptake, elsewhere):
    code, out, err = uptake(*RUN, "--out", "one")
    assert (code, err) == (0, "")
    for said in ("of organisations live by month 6", "give it up again", "How sure"):
        assert said in " ".join(out.split())
    assert "Tables, verdict.md and manifest: one" in out
    account = (elsewhere / "one" / "verdict.md").read_text(encoding="utf-8")
    for said in ("of the 9 organisations are live at month 6", "The programme spends", "gap"):
        assert said in account
    assert last_line(out) == (
        'To repeat: uptake run "scenario=avt_london" "system=one_ics" "system.organisations=9" '
        "--replicates 8 --seed 5 --months 6 --no-figures"
    )
    assert (elsewhere / "one" / "manifest.json").is_file()
    said = json.loads((elsewhere / "one" / "manifest.json").read_text(encoding="utf-8"))
    assert f"To repeat: {said['command']}" == last_line(out)


def test_the_command_printed_to_repeat_a_run_repeats_it(uptake, elsewhere):
    _, out, _ = uptake(*RUN, "--out", "one")
    line = last_line(out).removeprefix("To repeat: uptake ")
    assert uptake(*shlex.split(line), "--out", "two")[0] == 0
    one, two = (
        json.loads((elsewhere / name / "manifest.json").read_text(encoding="utf-8"))["plans"]
        for name in ("one", "two")
    )
    assert one[0]["series"] == two[0]["series"]
    assert one[0]["digest"] == two[0]["digest"]


def test_a_run_gets_its_own_folder_if_none_is_named(uptake, elsewhere):
    uptake(*RUN)
    uptake(*RUN)
    assert len(list((elsewhere / "runs").iterdir())) == 2


def test_a_run_for_machines_prints_one_object_and_writes_nothing(uptake, elsewhere):
    code, out, err = uptake(*RUN, "--json")
    said = json.loads(out)
    assert (code, err) == (0, "")
    assert {
        "command", "repeat", "scenario", "digest", "seed", "replicates", "engine", "months",
        "version", "summary", "curves",
    } <= set(said)  # fmt: skip
    assert said["curves"]["month"] == list(range(7))
    assert set(said["curves"]["live"]) == {"mean", "low", "high"}
    assert set(said["summary"]["net"]) == {"mean", "low", "high", "unit"}
    assert not list(elsewhere.iterdir())


def test_both_engines_print_the_same_object(uptake):
    one, other = (
        json.loads(uptake(*RUN, "--json", "--engine", engine)[1]) for engine in ("ensemble", "mesa")
    )
    for said in (one, other):
        del said["engine"], said["repeat"]
    assert one == other


def test_json_with_a_folder_writes_it_too(uptake, elsewhere):
    code, out, _ = uptake(*RUN, "--json", "--out", "one")
    assert code == 0
    json.loads(out)
    assert (elsewhere / "one" / "manifest.json").is_file()


def test_options_may_be_mixed_with_overrides(uptake):
    code, out, _ = uptake("run", "--json", "system=one_ics", "--replicates", "2", "clock.months=2")
    assert code == 0
    assert json.loads(out)["months"] == 2


def test_a_run_is_tried_under_as_many_sets_of_assumptions_as_asked(uptake):
    said = json.loads(uptake(*RUN, "--parameter-draws", "3", "--json")[1])["parameter_draws"]
    assert said["draws"] == 3
    assert (said["sets"]["name"], said["sets"]["count"]) == ("plausible", 3)
    (bands,) = said["bands"].values()
    assert [len(each) for each in bands] == [7] * len(said["levels"])
    assert all(low <= high for low, high in zip(bands[0], bands[1], strict=True))


def test_unless_somebody_says_otherwise_the_sets_that_fit_what_is_known_are_tried(
    uptake, usual_assumptions
):
    told = json.loads(uptake(*COMPARE, "--json")[1])
    assert told["parameter_draws"]["sets"]["name"] == "plausible"
    assert told["parameter_draws"]["draws"] == 100
    assert "assumptions" not in told["repeat"].replace("--fixed-assumptions", "x")
    assert "fixed" not in told["repeat"]


@pytest.mark.parametrize(
    "asked",
    [["--fixed-assumptions"], ["--assumptions", "fixed"], ["--parameter-draws", "0"]],
)
def test_assumptions_stay_fixed_if_asked_and_the_line_that_repeats_it_says_so(
    asked, uptake, usual_assumptions
):
    told = json.loads(uptake(*RUN, *asked, "--json")[1])
    assert told["parameter_draws"] is None
    assert " ".join(asked) in told["repeat"]


def test_sets_drawn_from_the_ranges_are_named_in_the_line_that_repeats_it(uptake):
    asked = ["--assumptions", "ranges", "--parameter-draws", "2"]
    told = json.loads(uptake(*RUN, *asked, "--json")[1])
    assert told["parameter_draws"]["sets"]["name"] == "ranges"
    assert " ".join(asked) in told["repeat"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--fixed-assumptions", "--parameter-draws", "3"], "you gave both --fixed-assumptions"),
        (["--fixed-assumptions", "--assumptions", "ranges"], "and --assumptions ranges"),
        (["--assumptions", "nowhere"], "there is no such folder or file with sets"),
        (["--parameter-draws", "5000"], "ask for fewer (--parameter-draws)"),
    ],
)
def test_sets_that_there_are_not_are_refused_before_anything_runs(asked, words, uptake):
    code, out, err = uptake(*RUN, *asked)
    assert (code, out) == (2, "")
    assert words in " ".join(err.split())
    assert len(err.splitlines()) <= 5


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_terminal_can_show_what_is_printed(encoding):
    told = process(*COMPARE, FIXED, "title='Größe ≥ ü'", PYTHONIOENCODING=encoding)
    assert told.returncode == 0, told.stderr
    assert told.stderr == b""
    told.stdout.decode(encoding)


def test_a_reader_that_stops_reading_is_not_an_error():
    told = subprocess.run(
        f"{shlex.quote(sys.executable)} -m sim list parameters | head -1",
        shell=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert told.stderr == b""


# Compare


def test_a_comparison_prints_the_verdict_and_writes_all_plans(uptake, elsewhere):
    code, out, err = uptake(*COMPARE, "--out", "both")
    assert (code, err) == (0, "")
    assert "The whole playbook" in out
    assert "No spread partner" in out
    assert last_line(out).startswith(
        'To repeat: uptake compare "scenario=avt_london" "strategy=none,hin_playbook" '
    )
    said = json.loads((elsewhere / "both" / "manifest.json").read_text(encoding="utf-8"))
    assert [plan["label"] for plan in said["plans"]] == ["none", "hin_playbook"]
    summary = (elsewhere / "both" / "summary.csv").read_text(encoding="utf-8-sig")
    assert "hin_playbook,none,live," in summary


def test_the_answer_comes_first_fits_the_screen_and_everything_else_is_in_the_file(
    uptake, elsewhere
):
    out = uptake(*COMPARE, "--out", "both")[1]
    lines = out.splitlines()
    assert lines[0].startswith("“")
    labels = [line.split("  ")[1] for line in lines if line.startswith("  ") and line[2] != " "]
    assert set(labels) <= {"Sooner", "The price", "For whom", "How sure"}
    shown = [line for line in lines if not line.startswith(("To repeat", "Note"))]
    assert max(map(len, shown)) <= 80
    assert "\x1b" not in out  # bold is for terminals only
    account = (elsewhere / "both" / "verdict.md").read_text(encoding="utf-8")
    full = uptake(*COMPARE, "--out", "again", "--full")[1]
    for sentence in ("The risk: an organisation", "The assumptions were not varied"):
        assert sentence not in " ".join(out.split())
        assert sentence in account
        assert sentence in " ".join(full.split())
    assert account.index("**How sure:**") < account.index("## The full account")


def test_a_long_output_ends_with_the_answer_too(uptake):
    plans = "strategy=none,one_to_one,comms_drumbeat,big_bang_mandate,phased_mandate,hin_playbook"
    out = uptake("compare", plans, *SMALL, "--replicates", "8", "--no-figures", "--out", "six")[1]
    headline = out.split("\n  ")[0]
    assert out.count(headline) == 2
    assert headline in "\n".join(out.splitlines()[-24:])


def test_the_answer_is_as_wide_as_the_terminal(uptake, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    answer = uptake(*COMPARE)[1].split("\n\n")[0]
    assert max(map(len, answer.splitlines())) <= 60


def test_the_headline_is_bold_in_a_terminal_unless_colours_are_not_wanted(monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = [("", "One plan leads."), ("Sooner", "half are live.")]
    assert messages.answer(lines)[0] == "\x1b[1mOne plan leads.\x1b[0m"
    assert "\x1b" not in messages.answer(lines)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert messages.answer(lines)[0] == "One plan leads."


def test_the_margin_below_which_plans_are_practically_the_same_can_be_set(uptake):
    out = uptake(*COMPARE, "--margin", "99")[1]
    assert "are practically the same" in " ".join(out.split())
    assert "--margin 99" in last_line(out)
    assert "are practically the same" not in uptake(*COMPARE)[1]


def test_a_comparison_for_machines_is_one_object(uptake):
    code, out, err = uptake(*COMPARE, "--json", "--baseline", "hin_playbook")
    said = json.loads(out)
    assert (code, err) == (0, "")
    assert [plan["label"] for plan in said["plans"]] == ["none", "hin_playbook"]
    assert said["plans"][0]["curves"]["by_type"]
    assert [each["label"] for each in said["differences"]] == ["none"]
    assert 1 <= len(said["verdict"]) <= 5
    assert len(said["full_account"]) > len(said["verdict"]) - 1
    assert "NaN" not in out


def test_a_comparison_tells_of_each_plan_what_sets_of_assumptions_do(uptake):
    said = json.loads(uptake(*COMPARE, "--json", "--parameter-draws", "2")[1])["parameter_draws"]
    for each in ("bands", "leads", "best", "nearly_best", "regret", "live", "variance"):
        assert list(said[each]) == ["none", "hin_playbook"], each
    assert list(said["difference"]) == ["hin_playbook"]
    assert sum(said["leads"].values()) + said["undecided"] == 2


# List, show, verify


@pytest.mark.parametrize("what", ["scenarios", "systems", "innovations", "strategies", "processes"])
def test_every_preset_is_listed_with_a_sentence(what, uptake):
    code, out, _ = uptake("list", what)
    assert code == 0
    group = {"strategies": "strategy", "processes": "process"}.get(what, what[:-1])
    for path in (PROJECT / "configs" / group).glob("*.yaml"):
        line = next(line for line in out.splitlines() if line.split()[:1] == [path.stem])
        assert len(line.split()) > 4
    assert last_line(out) == f"To repeat: uptake list {what}"


def test_all_presets_are_listed_at_once_and_levers_and_parameters_by_name(uptake):
    assert "hin_playbook" in uptake("list")[1]
    assert "communities of practice" in uptake("list", "levers")[1]
    parameters = uptake("list", "parameters")[1]
    assert "assumptions.learning_rate = 0.4 1/month, 0 to 5" in parameters
    assert "Fleming 2014" in parameters


def test_show_gives_one_preset_with_units_and_marks_what_differs(uptake):
    code, out, _ = uptake("show", "strategy=hin_playbook")
    lines = {line[2:].split()[0]: line for line in out.splitlines() if line[2:11] == "strategy."}
    assert code == 0
    assert lines["strategy.pilots"].startswith("* strategy.pilots")
    assert "4 count" in lines["strategy.pilots"]
    assert lines["strategy.programme"].startswith("  strategy.programme")
    assert "system.organisations" not in out
    assert last_line(out) == 'To repeat: uptake show "strategy=hin_playbook"'


def test_show_gives_a_whole_scenario_after_shifts_are_carried_out(uptake):
    _, out, _ = uptake("show", "strategy=comms_drumbeat", "strategy.shift.cop=0.25")
    assert "0.75 share of budget" in " ".join(out.split())
    assert "strategy.shift" not in out.splitlines()[-3]
    assert "system.organisations" in out
    assert "assumptions.learning_rate" not in out
    _, out, _ = uptake("show", "assumptions.learning_rate=0.5")
    assert "* assumptions.learning_rate" in out


def test_equal_starts_are_said_kept_and_can_be_verified(uptake, elsewhere):
    folder = str(elsewhere / "equal")
    code, out, _ = uptake(*COMPARE, "--equal-start", "--full", "--out", folder)
    assert code == 0
    said = " ".join(out.split())
    assert "All plans were given the start of “The whole playbook”, so none of" in said
    assert out.startswith("With equal starts, ")
    assert "--equal-start" in last_line(out)
    kept = json.loads((elsewhere / "equal" / "manifest.json").read_text(encoding="utf-8"))
    assert kept["equal_start"] == "hin_playbook"
    assert "--equal-start" in kept["command"]
    assert "strategy.pilots=4" in kept["overrides"]["none"]
    assert [each["scenario"]["strategy"]["pilots"] for each in kept["plans"]] == [4, 4]
    assert uptake("verify", folder)[0] == 0


def test_equal_starts_are_in_the_json(uptake):
    told = json.loads(uptake(*COMPARE, "--equal-start", "--json")[1])
    assert told["equal_start"] == "hin_playbook"
    assert told["even"]["levers"] == 9
    assert json.loads(uptake(*COMPARE, "--json")[1])["equal_start"] is None


def test_one_plan_is_held_against_the_same_money_spread_evenly(uptake):
    for command in ([*RUN, "strategy=hin_playbook"], COMPARE):
        said = " ".join(uptake(*command, "--full")[1].split())
        assert said.count("the same money spread evenly over nine levers") == 1
    for strategy in ("none", "even_spread"):
        assert "spread evenly" not in uptake(*RUN, f"strategy={strategy}")[1]


def test_verify_exits_with_0_if_equal_and_with_1_and_the_place_if_not(uptake, elsewhere):
    uptake(*COMPARE, "--out", "both")
    code, out, err = uptake("verify", "both")
    assert (code, err) == (0, "")
    assert out.startswith("Equal: 2 plans, 8 runs")
    assert last_line(out) == 'To repeat: uptake verify "both"'
    path = elsewhere / "both" / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    said["plans"][1]["series"]["aware"] = "0" * 64
    path.write_text(json.dumps(said), encoding="utf-8")
    code, out, _ = uptake("verify", "both")
    assert code == 1
    assert out.startswith("Changed: manifest.json\nDifferent: hin_playbook: aware")


# Output


def test_signs_that_a_terminal_lacks_are_replaced_by_plainer_ones():
    assert messages._showable("“a” costs £3 ≥ 2", "ascii") == '"a" costs GBP 3 >= 2'
    assert messages._showable("“a” costs £3", "cp1252") == "“a” costs £3"
    assert messages._showable("a", None) == "a"


def test_arguments_are_quoted_for_every_shell():
    line = messages.repeat(
        "run", ['title="a b"', "strategy=none"], {"--out": Path("a b"), "--json": True}
    )
    assert line == """uptake run "title='a b'" "strategy=none" --out "a b" --json"""
    assert messages.repeat("run", [], {"--config-dir": ("a", "b"), "--months": None}) == (
        "uptake run --config-dir a --config-dir b"
    )


def test_the_columns_of_a_table_are_aligned():
    assert messages.table(("", "mean"), [("a", "10"), ("bcd", "9")]) == [
        "     mean", "---------", "a      10", "bcd     9",
    ]  # fmt: skip


def test_progress_is_silent_if_nobody_watches_or_the_work_is_short(capsys, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.progress(10, "Running") as told:
        time.sleep(0.1)
        told(5)
    assert capsys.readouterr() == ("", "")


def test_progress_shows_what_is_done_and_what_is_left(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")  # as if in a terminal
    told = progress.Progress(10, "Running")
    told(4)
    told.show()
    told(5, 20)
    told.close()
    assert "5 of 20 runs, time left" in capsys.readouterr().err


# Unusual ways to call it


def test_closed_output_is_not_reported_as_an_error():
    """As with `>&-` in a shell: nobody reads the output, and that is not an error."""
    code = (
        "import sys; sys.stdout = sys.stderr = None\n"
        "from sim.cli import main; main(['list', 'levers'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (0, b"", b"")


def test_a_message_names_a_long_key_by_its_beginning(uptake):
    code, _, told = uptake("run", "a" * 20_000 + "=1")
    assert code == 2
    assert "... (20,000 characters); `uptake list parameters`" in told
    assert len(told) < 200


def test_a_long_message_is_cut_to_a_readable_length(uptake, monkeypatch):
    def refuse(_):
        raise UserError("a" * 20_000)

    monkeypatch.setattr(cli, "_invoke", refuse)
    code, _, told = uptake("list")
    assert code == 2
    assert len(told) < 2100
    assert told.endswith(" ...\n")


@pytest.mark.parametrize("option", ["--replicates", "--max-replicates"])
def test_more_replicates_than_anybody_can_wait_for_are_refused(uptake, option):
    code, _, told = uptake("compare", TWO, option, "99999999999")
    assert code == 2
    assert "99999999999 is not in the range 1<=x<=1000000" in told


@pytest.mark.parametrize("text", ["[]", "3", "null", '"format"'])
def test_a_manifest_that_is_not_an_object_is_refused(uptake, tmp_path, text):
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    code, _, told = uptake("verify", ".")
    assert code == 2
    assert "manifest.json is broken: it holds no object" in told


# Notes


@pytest.mark.parametrize("kind", ["bass", "threshold"])
def test_a_classic_model_says_that_strategies_do_nothing_in_it(kind):
    (note,) = notes(load([f"process={kind}"]), 60)
    assert note.startswith(f"process={kind} has no levers")


def test_an_excessive_budget_is_noted():
    scenario = load(["strategy=hin_playbook"])
    assert not list(notes(scenario, 60))
    (note,) = notes(scenario, 8000)
    assert "every broadcast lever in use has a dose above 0.8" in note


def test_money_for_help_that_buys_no_place_is_noted():
    scenario = load(["strategy=hin_playbook", "system.organisations=10"])
    (note,) = notes(scenario, 10)
    assert "one place costs 1,500 GBP a month, so nobody gets help" in note


# What people type, and the month they ask for


def test_presets_are_named_without_their_group(uptake):
    assert "Strategy: The whole playbook (hin_playbook)" in uptake("show", "hin_playbook")[1]
    small = [*SMALL, "--replicates", "2", "--no-figures", "--json"]
    code, out, err = uptake("compare", "none,hin_playbook", *small)
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert [each["name"] for each in told["plans"]] == ["No spread partner", "The whole playbook"]
    assert '"strategy=none,hin_playbook"' in told["repeat"]


def test_a_folder_that_is_called_like_a_preset_is_not_taken_for_it(uptake, elsewhere):
    (elsewhere / "hin_playbook").mkdir()
    code, _, err = uptake("report", "hin_playbook", "--out", "page.html")
    assert (code, err.count("\n")) == (2, 1)
    assert "write ./hin_playbook for the folder, or strategy=hin_playbook for the preset" in err
    assert "holds no manifest.json" in uptake("report", "./hin_playbook", "--out", "page.html")[2]


def test_a_name_of_several_presets_is_refused_with_what_to_write(uptake):
    code, _, err = uptake("run", "avt_london")
    assert (code, err.count("\n")) == (2, 1)
    assert "write scenario=avt_london or strategy=avt_london" in err


def test_the_headline_month_is_the_one_that_was_asked_for(uptake, tmp_path):
    folder = tmp_path / "early"
    code, out, _ = uptake(*COMPARE, "--at", "4", "--out", str(folder))
    assert code == 0
    assert "by month 4" in out
    assert "--at 4" in last_line(out)
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["at"] == 4
    assert uptake("verify", str(folder))[0] == 0
    assert "live by month 4" in uptake(*RUN, "--at", "4", "--out", str(tmp_path / "one"))[1]


def test_presets_of_one_group_side_by_side_are_plans_to_compare(uptake, tmp_path):
    small = ["system.organisations=9", "--months", "3", "--replicates", "2", "--no-figures"]
    told = uptake(
        "compare", "none", "one_ics", "hin_playbook", *small, "--out", str(tmp_path / "a")
    )
    assert told[0] == 0
    assert '"strategy=none,hin_playbook" "system=one_ics"' in last_line(told[1])


def test_presets_of_one_group_cannot_be_run_together_and_the_message_says_what_to_type(uptake):
    code, _, err = uptake("run", "none", "hin_playbook")
    assert code == 2
    assert 'to compare plans: uptake compare "strategy=none,hin_playbook"' in err


def test_a_headline_month_that_the_run_does_not_have_is_refused(uptake):
    code, _, err = uptake(*COMPARE, "--at", "7")
    assert (code, err) == (2, "uptake: month 7 is not one of the run; choose a month from 1 to 6\n")
    assert uptake(*COMPARE, "--at", "0")[0] == 2


def test_a_number_of_the_wrong_kind_is_refused_in_plain_words(uptake):
    assert "'36.5' is not a valid whole number" in uptake(*COMPARE, "--at", "36.5")[2]
    for option in ("--margin", "--precision"):
        code, _, err = uptake(*COMPARE, option, "0.03")
        assert code == 2
        assert "0.03 is in percentage points; did you mean 3?" in err


def test_parameters_are_found_by_words_of_their_key_or_meaning(uptake):
    code, out, _ = uptake("list", "parameters", "board", "meetings")
    assert code == 0
    keys = [line.split()[0] for line in out.splitlines() if line.startswith("  system.")]
    assert keys == ["system.board_interval", "system.types.<type>.board_interval"]


def test_a_misspelt_word_finds_the_parameters_of_the_nearest_word(uptake):
    code, out, err = uptake("list", "parameters", "mandste")
    assert (code, err) == (0, "No parameter holds 'mandste'; these hold 'mandate'.\n")
    assert "strategy.mandate_month" in out
    code, _, err = uptake("list", "parameters", "zzzz")
    assert (code, err.count("\n")) == (2, 1)
    assert uptake("list", "levers", "board")[0] == 2
