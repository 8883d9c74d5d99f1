"""The commands, for organisations that stand somewhere already."""

import pytest

ROWS = (
    "name,type,maturity,capacity,culture,finance,stage,since\n"
    "A,Trust,.4,.5,.5,.5,live,2025-03\nB,Trust,.5,.5,.4,.5,gave up,\nC,Clinic,.6,.5,.5,.3,,\n"
)
SMALL = ("--months", "6", "--replicates", "8")
FILE = "system.organisations_file=own.csv"


@pytest.fixture
def own(elsewhere):
    (elsewhere / "own.csv").write_text(ROWS, encoding="utf-8")
    return elsewhere / "own.csv"


def test_one_line_before_the_run_says_who_stands_where_and_who_is_drawn(own, uptake):
    code, _, err = uptake("run", "strategy=none", FILE, *SMALL)
    told = " ".join(err.split())
    assert code == 0
    assert (
        "Note: 2 of 3 organisations say where they stand at month 0 (1 live): 1 gave up and 1 live "
        "(in the dip or embedded); 1 is not known, and drawn in each run like the others."
    ) in told


def test_showing_a_plan_says_it_too_and_pilots_that_are_set_are_said_to_be_idle(own, uptake):
    code, out, _ = uptake("show", "strategy=none", FILE)
    assert code == 0
    assert "2 of 3 organisations say where they stand at month 0" in " ".join(out.split())
    _, _, err = uptake("run", "strategy=none", "strategy.pilots=2", FILE, *SMALL)
    assert "strategy.pilots=2 changes nothing here: the organisations say" in " ".join(err.split())


def test_a_system_that_says_nothing_is_not_spoken_of(own, uptake):
    own.write_text(ROWS.replace("live,2025-03", ",").replace("gave up", ""), encoding="utf-8")
    code, _, err = uptake("run", "strategy=none", "strategy.pilots=0", FILE, *SMALL)
    assert code == 0
    assert "where they stand" not in err


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("live,2026-05", "'A': since is 2026-05, but the run starts in April 2026 (clock.start)"),
        ("lively,", "row 2: stage is 'lively' (did you mean live?)"),
        (",2025-03", "'A' says since when, but not its stage"),
    ],
)
def test_a_wrong_place_or_month_is_one_line_and_code_2(own, uptake, cells, said):
    own.write_text(ROWS.replace("live,2025-03", cells), encoding="utf-8")
    code, out, err = uptake("run", "strategy=none", FILE, *SMALL)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert said in err


def test_the_account_of_a_comparison_says_it_and_the_folder_verifies_without_the_file(own, uptake):
    plans = ("strategy=none,hin_playbook", FILE)
    assert uptake("compare", *plans, *SMALL, "--no-figures", "--out", "kept")[0] == 0
    account = (own.parent / "kept" / "verdict.md").read_text(encoding="utf-8")
    assert "2 of 3 organisations say where they stand" in " ".join(account.split())
    own.unlink()
    code, out, _ = uptake("verify", "kept")
    assert code == 0
    assert out.startswith("Equal: ")
