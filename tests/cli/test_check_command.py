"""`uptake check`: every fault of one's own system at once, and what the system is like."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image

import sim
from sim.params.errors import UserError
from sim.report.check.portrait import MOST_WORDS

HEADER = "name,type,maturity,capacity,culture,finance"
ROWS = ("A,Acute,.4,.5,.6,.3", "B,GP,.5,.2,.4,.6", "C,GP,.3,.6,.5,.4")


@pytest.fixture
def folder(elsewhere, uptake):
    uptake("new", "mine")
    return elsewhere / "mine"


def written(folder, header=HEADER, rows=ROWS, ties="source,target\nA,B\n"):
    """Write tables into a folder."""
    (folder / "organisations.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    (folder / "ties.csv").write_text(ties, encoding="utf-8")


def changed(path, **keys):
    """Give keys of a form other values."""
    text = path.read_text(encoding="utf-8")
    for key, value in keys.items():
        text = re.sub(rf"^( *){key}:.*$", rf"\g<1>{key}: {value}", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")


def test_the_folder_that_new_writes_can_run_and_the_last_line_names_the_next_command(
    folder, uptake
):
    code, out, err = uptake("check", "mine")
    assert (code, err) == (0, "")
    assert "An example system (made up) can run." in out
    assert out.splitlines()[-1] == "Next: uptake compare mine"
    assert {"check.png", "check.svg"} < {each.name for each in folder.iterdir()}


THIRTY = (
    # organisations.csv
    "unknown column 'colour'",
    "the column 'type' appears twice",
    "column 9 has no heading",
    "row 3\n    'name' is empty",
    "row 4\n    'type' is empty",
    "maturity is '1.2'; it must be a number from 0 to 1",
    "capacity is 'high'",
    "culture is '-0.5'",
    "finance is '#DIV/0!'",
    "two organisations have the name 'A'",
    "'Total' looks like a total or an average; remove the row",
    "only one cell is filled ('* as of 2023'); remove the row if it is a note",
    "size is '0'; it must be a number above 0",
    "deprived is 'perhaps'; it must be yes or no",
    "stage is 'lve' (did you mean live?)",
    "since is '2025', which is a year",
    "says since when, but not its stage",
    "it must have 15 cells, as the header has",
    "board_interval is '2.5'; it must be a whole number",
    # ties.csv
    "source 'Nobody' is not in the organisations file",
    "target 'Bee' is not in the organisations file (did you mean 'Bea'?)",
    "'A' is tied to itself",
    "this pair appears twice",
    "trust is '2'",
    "target is empty",
    "unknown column 'truust'",
    # forms
    "system.trust is 7; it must be between 0 and 1",
    "innovation.complexity is 'hard'",
    "strategy.pilots is -3",
    "strategy.shares sum to 1.2; they must sum to 1",
)


def test_a_folder_with_thirty_different_faults_lists_all_thirty(folder, uptake):
    written(
        folder,
        f"{HEADER},colour,type,,size,deprived,stage,since,board_interval,legacy",
        (
            "A,Acute,1.2,high,-0.5,#DIV/0!,red,GP,stray,0,perhaps,lve,2025,2.5,",
            ",Acute,.4,.5,.6,.3,,,,1,no,,,2,",
            "Bea,,.4,.5,.6,.3,,,,1,no,,3,2,",
            "A,GP,.5,.2,.4,.6,,,,1,no,,,2,",
            "C,GP,.3,.6,.5,.4,,,,1,no",
            "Total,,2,2,2,2,,,,4,,,,,",
            "* as of 2023,,,,,,,,,,,,,,",
        ),
        "source,target,trust,truust\nNobody,Bee,2,\nA,A,.5,\nA,Bea,.5,\nBea,A,.5,\nC,,.5,\n",
    )
    (folder / "system.yaml").write_text("trust: 7\n", encoding="utf-8")
    changed(folder / "innovation.yaml", complexity="hard")
    changed(folder / "plan.yaml", pilots=-3, one2one=0.7)
    code, out, _ = uptake("check", "mine", "--full")
    said = " ".join(out.split())
    assert [each for each in THIRTY if " ".join(each.split()) not in said] == []
    assert len(THIRTY) == 30
    assert (code, out.splitlines()[-1]) == (2, "Then again: uptake check mine")


def test_the_same_fault_in_a_thousand_rows_is_one_entry(folder, uptake):
    rows = [f"Trust {k},GP,{'?' if k % 2 else 'x'},.4,.5,.6" for k in range(1000)]
    written(folder, rows=rows, ties="source,target\n")
    code, out, _ = uptake("check", "mine", "--no-figures")
    assert code == 2
    assert "cannot run yet: 1,000 problems." in out
    assert "column maturity, rows 2, 3, 4, 5 and 996 more\n    maturity is 'x', '?'; it must" in out


def test_at_most_a_screenful_is_listed_and_the_rest_counted(folder, uptake):
    names = ", ".join(f"column{k}" for k in range(20)).replace(" ", "")
    written(folder, f"{HEADER},{names}", [f"{each},{',' * 19}" for each in ROWS])
    code, out, _ = uptake("check", "mine", "--no-figures")
    assert code == 2
    assert out.count("unknown column") == 12
    assert "8 more kinds of problems: uptake check mine --full" in out
    assert uptake("check", "mine", "--no-figures", "--full")[1].count("unknown column") == 20


def test_a_refused_run_says_how_many_more_problems_there_are(folder, uptake):
    written(folder, rows=("A,Acute,-1,.5,.6,.3", "B,GP,.5,high,.4,.6"))
    for command in (("run", "mine"), ("compare", "mine"), ("run", "system.folder=mine")):
        code, _, err = uptake(*command)
        assert code == 2
        assert err.endswith("it must be a number from 0 to 1. 1 more: uptake check mine\n")


def test_one_problem_by_itself_is_said_as_before(folder, uptake):
    written(folder, rows=(ROWS[0], "B,GP,.5,high,.4,.6"), ties="source,target\nA,B\n")
    told = uptake("run", "mine")[2]
    assert told.endswith("it must be a number from 0 to 1, or empty if nobody knows.\n")


SYSTEMS = {
    "as it is": {},
    "a share above 1": dict(rows=("A,Acute,1.4,.5,.6,.3", ROWS[1])),
    "a total": dict(rows=(*ROWS, "Total,,1.2,1.3,1.5,1.3")),
    "an average": dict(rows=(*ROWS, "Mean of these,GP,.4,.4333,.5,.4333")),
    "a note": dict(rows=(*ROWS, "Source: survey,,,,,")),
    "look-alikes": dict(
        rows=("Guy's,Acute,.4,.5,.6,.3", "Guys,GP,.5,.2,.4,.6"), ties="source,target\n"
    ),
    "a name twice": dict(rows=(ROWS[0], ROWS[0])),
    "an unknown name": dict(ties="source,target\nA,X\n"),
    "ties that are no table": dict(ties="{}"),
    "no rows": dict(rows=()),
    "no column of types": dict(
        header="name,maturity,capacity,culture,finance", rows=("A,.4,.5,.6,.3", "B,.4,.5,.6,.3")
    ),
    "a stage misspelt": dict(header=f"{HEADER},stage", rows=[f"{each},lve" for each in ROWS]),
    "after month 0": dict(
        header=f"{HEADER},stage,since", rows=[f"{each},live,2030-01" for each in ROWS]
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")  # on how files were read
@pytest.mark.parametrize("tables", SYSTEMS.values(), ids=SYSTEMS)
def test_a_system_has_a_fault_if_and_only_if_a_run_of_it_is_refused(folder, uptake, tables):
    written(folder, **tables)
    changed(folder / "plan.yaml", pilots=1)
    code, out, _ = uptake("check", "mine", "--no-figures")
    try:
        sim.run(["mine", "clock.months=3"], replicates=1)
        refused = False
    except UserError:
        refused = True
    assert (code == 2) == refused
    assert ("cannot run yet" in out) == refused


@pytest.mark.parametrize(
    ("text", "key"),
    [("system.yaml", "trust: 3"), ("plan.yaml", "pilots: 5000"), ("innovation.yaml", "types: 3")],
)
def test_a_form_with_a_fault_is_named_with_its_line(folder, uptake, text, key):
    (folder / text).write_text(f"title: Ours\n{key}\n", encoding="utf-8")
    code, out, _ = uptake("check", "mine", "--no-figures")
    assert code == 2
    assert f"{text}, line 2" in out


def test_suspicions_do_not_change_the_exit_code(folder, uptake):
    rows = (
        "Guy's Trust,Acute trust,.4,.5,.6,.3", "Guys Trust,acute trust,.4,.5,.6,.3",
        "Kings NHS FT,Acute trust,.4,.2,.6,.1",
        "King's NHS Foundation Trust,Acute trust,.4,.1,.6,.3",
    )  # fmt: skip
    sized = [f"{each},{9 if each is rows[0] else 1}" for each in rows]
    written(folder, f"{HEADER},size", sized, "source,target\n")
    code, out, _ = uptake("check", "mine", "--no-figures")
    said = " ".join(out.split())
    assert code == 0
    assert "'Guy's Trust' and 'Guys Trust' are two organisations; if they are one" in said
    assert "'Kings NHS FT' and 'King's NHS Foundation Trust' are two organisations" in said
    assert "'Acute trust' (3) and 'acute trust' (1) are two types; write them alike" in said
    assert "Maturity is 0.4 for every organisation" in said
    assert "'Guy's Trust' holds 75% of all size, 9 times the next" in said


def test_scores_on_another_scale_are_one_entry_that_says_how_to_write_it(folder, uptake):
    written(folder, rows=("A,Acute,3,.5,.6,.3", "B,GP,4,.2,.4,.6"))
    out = " ".join(uptake("check", "mine", "--no-figures")[1].split())
    assert "maturity is '3', '4'; it must be a number from 0 to 1; if these are scores" in out


def test_the_paragraph_is_short_enough_to_be_read_aloud(folder, uptake):
    long = " of the far and wide south western peninsula and its many islands"
    rows = [f"Trust {k}{long},Kind {k % 7}{long},.4,.5,.6,.{k % 9 + 1}" for k in range(30)]
    written(folder, rows=rows, ties="source,target\n" + f"Trust 1{long},Trust 2{long}\n")
    told = json.loads(uptake("check", "mine", "--json")[1])["in_words"]
    assert "Trust 0" in told
    new = json.loads(uptake("check", "mine", "--json", "system.title=X")[1])
    assert new["title"] == "X"
    written(folder)
    short = json.loads(uptake("check", "mine", "--json")[1])["in_words"]
    sentences = re.split(r"(?<=[^.][.]) (?=[A-Z0-9])", short)
    assert len(short.split()) <= MOST_WORDS
    assert max(len(each.split()) for each in sentences) < 30


def test_the_portrait_says_what_the_files_say(folder, uptake):
    written(
        folder, f"{HEADER},region,size,stage",
        [
            "A,Acute,.4,.5,.6,.3,North,8,live", "B,GP,.5,.2,.4,.6,North,2,",
            "C,GP,.3,.6,.5,.4,South,1,aware", "D,GP,.4,.3,.5,.3,South,1,",
        ],
        "source,target\nA,B\nC,A\n",
    )  # fmt: skip
    told = json.loads(uptake("check", "mine", "--json")[1])
    portrait = told["portrait"]
    assert told["runs"] is True
    assert portrait["types"] == {"GP": 3, "Acute": 1}
    assert portrait["size"] == {"largest": "A", "smallest": "C", "ratio": 8.0}
    assert portrait["traits"]["maturity"]["own"]["mean"] == pytest.approx(0.4)
    assert portrait["ties"] == {"given": True, "mean": 1.0, "isolated": ["D"]}
    assert portrait["stages"] == {"aware": 1, "live": 1}
    assert portrait["missing"] == {"stage": 2}
    assert "1 has none: D." in told["in_words"]
    assert "2 say where they stand: 1 live." in told["in_words"]


def test_the_picture_is_a_slide_and_is_drawn_again_over_itself_only(folder, uptake):
    assert uptake("check", "mine")[0] == 0
    assert uptake("check", "mine")[0] == 0
    with Image.open(folder / "check.png") as drawn:
        assert drawn.size == (1920, 1080)
    (folder / "check.png").write_bytes(b"a picture of the children")
    code, _, err = uptake("check", "mine")
    assert code == 2
    assert "was not written by uptake check" in err
    assert (folder / "check.png").read_bytes() == b"a picture of the children"


def test_text_of_the_user_is_escaped_in_the_picture(folder, uptake):
    (folder / "system.yaml").write_text("title: <script>alert(1)</script> & Sons\n")
    assert uptake("check", "mine")[0] == 0
    drawn = (folder / "check.svg").read_text(encoding="utf-8")
    assert "<script>alert" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_file_of_organisations_can_be_checked_by_itself(elsewhere, uptake):
    (elsewhere / "our list.csv").write_text("\n".join([HEADER, *ROWS, ""]), encoding="utf-8")
    code, out, _ = uptake("check", "our list.csv", "strategy.pilots=1")
    assert code == 0
    assert "our list.csv has 3 organisations" in " ".join(out.split())
    assert (elsewhere / "our list-check.png").is_file()
    assert "No ties are given, so they are drawn." in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "there is no folder or file nowhere; make one with: uptake new nowhere"),
        (("england",), "these organisations are made up, and there is nothing to check"),
        ((), "Missing argument"),
        (("mine", "strategy=none,own"), "check one plan at a time"),
    ],
)
def test_what_cannot_be_checked_is_one_line_and_code_2(folder, uptake, words, said):
    code, out, err = uptake("check", *words)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err


def test_a_file_by_itself_is_not_judged_by_a_plan_that_nobody_chose(uptake):
    Path("few.csv").write_text("name,type,maturity\nA,x,0.5\nB,x,0.4\n")
    code, out, _ = uptake("check", "few.csv", "--no-figures")
    assert code == 0
    assert "pilots" not in out
    assert uptake("check", "few.csv", "strategy.pilots=8", "--no-figures")[0] == 2
