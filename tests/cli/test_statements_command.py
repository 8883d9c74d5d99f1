"""`uptake test`: statements become verdicts, files and exit codes; wrong files get one line."""

import json
import textwrap
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.cli.progress import Progress
from sim.params.assumption_sets import AssumptionSets
from sim.study.statements import check as checks

DOCS = Path(__file__).parents[2] / "docs"
TINY = ("system.organisations=20", "clock.months=24")
FEW = ("--assumptions", "ranges", "--parameter-draws", "6", "--no-figures")
FILE = """\
with: system.organisations=20 clock.months=24
plans:
  more pilots: [strategy=one_to_one, strategy.pilots=8]
statements:
  - say: Eight pilots reach more.
    claim: live of more pilots > live of one_to_one
  - say: Hardly anybody is live without help.
    claim: live of none < 90%
  - claim: live of more pilots at most one_to_one
    how often: never
"""


def told(text):
    return " ".join(text.split())


@pytest.fixture
def write(elsewhere):
    def written(text=FILE, name="beliefs.yaml"):
        raw = text if isinstance(text, bytes) else text.encode("utf-8")
        (elsewhere / name).write_bytes(raw)
        return name

    return written


def one(claim, more="", plans=""):
    return f"{plans}statements:\n  - claim: {claim}\n{textwrap.indent(more, '    ')}"


@pytest.fixture
def counted(monkeypatch):
    """Count the trials that are run."""
    ran = []
    before = checks.tried

    def counting(trials, measure, *more):
        def measured(outcomes):
            ran.append(outcomes.scenario.strategy.title)
            return measure(outcomes)

        return before(trials, measured, *more)

    monkeypatch.setattr(checks, "tried", counting)
    return ran


def test_statements_get_verdicts_files_and_an_exit_code(write, uptake, elsewhere):
    line = ("test", write(), "--out", "found", *FEW[:-1])
    code, out, err = uptake(*line)
    assert (code, err) == (1, "")  # 6 sets are too few for most verdicts
    said = told(out)
    assert "Of 3 statements" in said
    assert "6 sets of assumptions" in said
    assert 'To repeat: uptake test "beliefs.yaml" --assumptions ranges' in said
    names = {path.name for path in (elsewhere / "found").iterdir()}
    assert names == {
        "answer.md", "statements.csv", "statements.png", "statements.svg", "trials.sqlite",
    }  # fmt: skip
    rows = (elsewhere / "found" / "statements.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 4
    assert rows[0].startswith("statement,claim,how_often,verdict,why,sets,holds_in")

    code, out, _ = uptake(*line, "--json")
    document = json.loads(out)
    assert (code, document["all_hold"], document["command"]) == (1, False, "test")
    assert set(document["verdicts"].values()) <= {"holds", "fails", "cannot be told"}


def test_all_hold_with_exit_code_0_where_the_assumptions_stay(write, uptake):
    both = FILE.partition("  - claim: live of more pilots at most")[0]
    code, out, _ = uptake("test", write(both), "--fixed-assumptions", "--no-figures")
    assert code == 0
    assert "Both statements hold with these assumptions." in told(out)
    assert "others were not tried" in told(out)


def test_each_plan_runs_once_and_a_new_statement_runs_nothing(write, uptake, counted):
    line = ("test", write(), "--out", "found", *FEW)
    uptake(*line)
    assert len(counted) == 3 * 6  # three plans, six sets, though four are named
    more = "  - say: Another.\n    claim: abandoned of none < abandoned of one_to_one\n"
    write(FILE + more)
    _, out, _ = uptake(*line)
    assert "Of 4 statements" in told(out)
    assert len(counted) == 3 * 6
    write(FILE + more + "  - claim: live of hin_playbook > none\n")
    uptake(*line)
    assert len(counted) == 4 * 6


def test_what_another_statement_sets_does_not_change_a_verdict(write):
    """The rate of commitment is drawn for the first statement, though the second one sets it."""
    alone = one("live of hin_playbook > none\n")
    plans = "plans:\n  simple: [strategy=none, assumptions.commitment_rate=0.2]\n"
    beside = f"{plans}{alone}  - claim: live of simple > none\n"
    found = [
        sim.check_statements(
            text, *TINY, assumptions="ranges", parameter_draws=6
        ).frame.iloc[0].to_dict()
        for text in (alone, beside)
    ]  # fmt: skip
    assert found[0] == found[1]


def test_a_plan_that_is_not_what_its_name_says_gets_no_verdict(write):
    """Without a partner nobody helps, and so not laggards first."""
    plans = "plans:\n  laggards first: [strategy=none, strategy.target=laggards]\n"
    text = one("live of laggards first < one_to_one\n", plans=plans)
    text += "  - claim: live of none < 99%\n"
    with pytest.warns(UserWarning, match="strategy.target=laggards changes nothing with"):
        found = sim.check_statements(text, *TINY, assumptions="ranges", parameter_draws=6)
    why = "“laggards first” sets strategy.target=laggards, which changes nothing here"
    assert [each.idle for each in found.findings] == [why, ""]
    assert found.frame["verdict"].tolist() == ["cannot be told", "holds"]


def test_sets_that_hold_a_key_do_not_draw_it(write):
    plans = "plans:\n  simple: [strategy=none, assumptions.commitment_rate=0.2]\n"
    text = one("live of simple > none\n", plans=plans) + "  - claim: live of none < 99%\n"
    first, second = sim.check_statements(
        text, *TINY, assumptions="ranges", parameter_draws=6
    ).findings
    assert "assumptions.commitment_rate" in first.held
    assert "assumptions.commitment_rate" not in second.held


def test_a_set_that_is_not_possible_for_a_plan_is_left_out_and_told(write):
    key = "assumptions.commitment_rate"
    sets = AssumptionSets("mine", (key,), np.array([[0.1], [-1.0], [0.2]]))
    found = sim.check_statements(one("live of none > 1%"), *TINY, assumptions=sets)
    assert found.findings[0].judgement.sets == 2
    assert "1 more set is not possible for these plans" in found.account[0]
    sets = AssumptionSets("mine", (key,), np.array([[-1.0]]))
    with pytest.raises(sim.UserError, match="commitment_rate"):
        sim.check_statements(one("live of none > 1%"), *TINY, assumptions=sets)


def test_a_stop_keeps_what_is_done_and_the_same_line_goes_on(write, uptake, counted, monkeypatch):
    line = ("test", write(), "--out", "found", *FEW)

    def stop(_, done, of):
        assert of == 18
        if done == 7:
            raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(Progress, "__call__", stop)
        code, _, err = uptake(*line)
    assert code > 2
    assert "what was run is kept in found; the same line goes on from there" in told(err)
    assert len(counted) == 7
    assert uptake(*line)[0] < 2
    assert len(counted) == 18


def test_the_command_line_wins_over_what_the_file_shares(write, uptake):
    text = one("live of none > 1% at month 18", "", "with: clock.months=24\n")
    code, _, err = uptake("test", write(text), "clock.months=12")
    assert code == 2
    assert "month 18 is beyond the run; choose a month from 1 to 12" in told(err)


def test_an_example_is_printed_and_can_be_read(uptake, elsewhere):
    from sim.study.statements.file import read_text

    code, out, _ = uptake("test", "--example")
    assert code == 0
    assert len(read_text(out, "example").statements) == 5


def test_the_page_shows_the_example_and_what_comes_of_it(uptake, elsewhere, usual_assumptions):
    page = (DOCS / "how-to" / "statements.md").read_text(encoding="utf-8")
    shown = page.partition("```yaml\n")[2].partition("```")[0]
    prints = page.partition("It says:\n\n```text\n")[2].partition("\n```")[0]
    _, example, _ = uptake("test", "--example")
    assert example == shown
    (elsewhere / "statements.yaml").write_text(example, encoding="utf-8")
    code, out, err = uptake("test", "statements.yaml", "--no-figures")
    assert (code, err) == (1, "")
    assert out.startswith(f"{prints}\n")


def test_a_mark_at_the_beginning_and_other_ends_of_lines_change_nothing(write):
    from sim.study.statements.file import read

    plain = read(write(FILE))
    for raw in (b"\xef\xbb\xbf" + FILE.encode(), FILE.replace("\n", "\r\n").encode()):
        assert read(write(raw)) == plain


def test_a_figure_of_an_earlier_answer_does_not_stay(write, uptake, elsewhere):
    line = ("test", write(), "--out", "found", *FEW[:-1])
    uptake(*line)
    uptake(*line, "--no-figures")
    names = {path.name for path in (elsewhere / "found").iterdir()}
    assert names == {"answer.md", "statements.csv", "trials.sqlite"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "beliefs.yaml holds no statements; begin with: uptake test --example"),
        ("# nothing\n", "holds no statements"),
        ("statements: []\n", "holds no statements; it may hold from 1 to 100"),
        ("plans: {}\n", "has no key “statements”"),
        ("- live of none > 50%\n", "line 1: here should stand keys with values"),
        ("statments:\n  - claim: a\n",
         "line 1: there is no key “statments” (did you mean statements?)"),
        ("statements:\n  - claim: x\nstatements:\n  - claim: y\n",
         "line 3: “statements” is there twice (line 1)"),
        ("statements:\n\t- claim: x\n", "line 2: a tab; YAML wants spaces instead"),
        ("statements:\n  - say: Help: it helps\n", "line 2: a colon within words"),
        ("statements: [\n", "this is no YAML"),
        ("statements:\n  - live of none > 50%\n", "line 2: here should stand keys with values"),
        ("statements: live\n", "line 1: here should stand a list, with dashes"),
        ("statements:\n  - say: Yes.\n", "line 2, statement 1: it has no claim"),
        ("statements:\n  - claim:\n", "line 2: a value is missing"),
        (one("live of nobody > none"), "line 2, statement 1, claim: there is no plan “nobody”"),
        (one("lives of none > 1%"), "line 2, statement 1, claim: there is no outcome “lives”"),
        (one("live of none > 1%", "how often: mostly\n"),
         "line 3, statement 1, how often: “mostly”"),
        (one("live of none > 1%", "often: always\n"),
         "line 3, statement 1: there is no key “often” (did you mean how often?)"),
        (one("live of none > 1%\n") + "  - claim: live of none > 1%\n",
         "line 4, statement 2: the same stands in beliefs.yaml, line 2, statement 1"),
        (one("live of none > no spread partner"), "are the same plan; name two that differ"),
        (one("live of none > one_to_one at month 99"),
         "month 99 is beyond the run; choose a month"),
        (one("time_to_half of none < 900 months"), "months are counted up to the end of the run"),
        (one("after_programme of none > 1 at month 72"), "needs a month before the end"),
        (one("live of a > none", "", "plans:\n  a: strategy=nonsense\n"),
         "line 2, plan “a”: there is no strategy 'nonsense'"),
        (one("live of a > none", "", "plans:\n  a: [strategy=none, strategy.pilots=2,4]\n"),
         "line 2: “4” is no key=value; put a value with a comma in double quotes"),
        (one("live of a > none", "", 'plans:\n  a: ["strategy.pilots=2,4"]\n'),
         "line 2, plan “a”: it makes 2 plans; give each key one value"),
        (one("live of a > none", "", "plans:\n  a: [{strategy: none}]\n"),
         "line 2: here should stand one value, not a list or keys"),
        (one("live of a > none", "", "plans:\n  a: [clock.months=30]\n"),
         "its plans run for 30 and 72 months; give both the same clock.months"),
        (one("live of none > 1%", "", "plans:\n  none: [strategy.pilots=2]\n"),
         "a strategy is called so; give the plan another name"),
        (one("live of none > 1%", "", "plans:\n  A: [clock.months=9]\n  a: [clock.months=8]\n"),
         "line 3, plan “a”: another is called “A”"),
        (one("live of none > 1%", "", "plans:\n  more than this: [strategy.pilots=2]\n"),
         "nor hold words of a claim, such as > or “more than”"),
        (one("live of none > 1%", "", "plans:\n  50%: [strategy.pilots=2]\n"),
         "plan “50%”: a name must not be a number"),
        (one("live of none > 1%", "", "with: nowhere/\n"),
         "beliefs.yaml, with: 'nowhere/': there is no such folder"),
        (one("live of none > 1%", "", "with: ${oc.env:HOME}\n"), "oc.env"),
        (one("live of none > 1%", "", "with: !!python/object/apply:os.system [ls]\n"), "ls"),
        ("a: &a [x, x, x]\n" + "".join(
            f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        ), "holds more than 10,000 values"),
        (one("live of none > 1%").encode("utf-16"), "looks like UTF-16; save it as UTF-8"),
        (one("live of none > 1%").encode() + b"# \xff\xfe\n", "this is no UTF-8"),
        (b"#" * 1_000_001, "has more than 1,000,000 bytes"),
        (one("live of none > 1%", f"say: {'long ' * 80}\n"), "has more than 300 characters"),
        ("statements:\n" + "  - claim: live of none > 1%\n" * 101, "holds 101 statements"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_is_refused_in_one_line(write, uptake, text, says):
    code, out, err = uptake("test", write(text))
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ((), "name a file of statements, e.g. uptake test statements.yaml"),
        (("nowhere.yaml",),
         "nowhere.yaml: there is no such file; begin with: uptake test --example"),
        (("folder",), "folder is a folder; name a file of statements in it"),
        (("beliefs.yaml", "--at", "99"), "month 99 is beyond the run; choose a month from 1 to 24"),
        (("beliefs.yaml", "strategy.pilots=3"),
         "plan “more pilots”: it sets strategy.pilots, and so does the command line"),
        (("beliefs.yaml", "strategy=none"), "it sets strategy, and so does the command line"),
        (("beliefs.yaml", "--fixed-assumptions", "--parameter-draws", "5"),
         "give only one of them"),
        (("beliefs.yaml", "nonsense.key=1"), "nonsense"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_one_line(write, uptake, elsewhere, line, says):
    write()
    (elsewhere / "folder").mkdir()
    code, out, err = uptake("test", *line)
    assert (code, out) == (2, "")
    assert says in told(err)
    assert err.count("\n") == 1
