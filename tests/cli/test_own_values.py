"""`uptake show` says where each value of the user's own organisations comes from."""

import pytest

from sim.cli import new_command

ROWS = (
    "name,type,Maturity: Well led (1-5),Maturity: Data (1-5),capacity by Anna,capacity by Ben (%),"
    "culture,finance,size\n"
    "North,Trust,3,4,0.4,50,0.5,0.5,3\nSouth,Trust,2,,0.6,,0.5,45%,1\n"
)


@pytest.fixture
def mine(elsewhere):
    new_command.new(elsewhere / "mine")
    (elsewhere / "mine" / "organisations.csv").write_text(ROWS, encoding="utf-8")
    (elsewhere / "mine" / "ties.csv").unlink()


def one_line(text):
    return " ".join(text.split())


@pytest.mark.usefixtures("mine")
def test_show_says_of_each_column_how_it_was_read(uptake):
    code, out, _ = uptake("show", "mine")
    assert code == 0
    told = one_line(out)
    assert (
        'maturity: 2 converted; from column "Maturity: Well led (1-5)" and 1 other, mean of 2 '
        "pillars (fewer for 1 organisation), read as (score - 1) / 4; assumes that steps are "
        "equally far apart"
    ) in told
    assert "mean of 2 people (Anna, Ben; fewer for 1 organisation)" in told
    assert "type, culture, finance: all given" in told
    assert "legacy, orientation, board_interval, approvals: not in the file: the default" in told
    assert "size: 2 converted" in told


@pytest.mark.usefixtures("mine")
def test_show_values_gives_all_organisations_with_the_origin_of_each_value(uptake):
    code, out, _ = uptake("show", "mine", "--values")
    assert code == 0
    north, south = (one_line(line) for line in out.splitlines() if line.startswith(("No", "So")))
    assert north == "North 0.625 c 0.45 m 0.5 0.5 0.5 d 0.5 d 1.5 c"
    assert south == "South 0.25 c 0.6 0.5 0.45 0.5 d 0.5 d 0.5 c"
    assert "m: mean of several people" in out


@pytest.mark.usefixtures("mine")
def test_show_organisation_gives_one_of_them_in_words(uptake):
    code, out, _ = uptake("show", "mine", "--organisation", "north")
    assert code == 0
    assert 'capacity 0.45 mean of 2 people column "capacity by Anna" and 1 other' in one_line(out)
    assert 'finance 0.5 given column "finance"' in one_line(out)
    assert "legacy 0.5 default not in the file" in one_line(out)
    assert [line.split()[0] for line in out.splitlines() if line[0] != " "] == [
        "type", "maturity", "capacity", "culture", "finance", "region", "deprived", "size",
        "legacy", "orientation", "board_interval", "approvals",
    ]  # fmt: skip


@pytest.mark.usefixtures("mine")
def test_an_organisation_that_there_is_not_is_named_with_the_nearest(uptake):
    code, _, err = uptake("show", "mine", "--organisation", "Nort")
    assert code == 2
    assert "did you mean 'North'?" in err


def test_made_up_organisations_have_no_origins_to_show(uptake):
    code, _, err = uptake("show", "hin_playbook", "--values")
    assert code == 2
    assert "not read from a table of yours" in err


@pytest.mark.usefixtures("mine")
def test_the_mapping_is_noted_before_a_run_and_kept_in_its_folder(uptake, elsewhere):
    small = ("--replicates", "2", "--months", "3", "--no-figures", "--out", "kept")
    code, _, err = uptake("run", "mine", *small)
    assert code == 0
    assert "read as (score - 1) / 4; assumes that steps are equally far apart" in one_line(err)
    assert "read as (score - 1) / 4" in (elsewhere / "kept" / "manifest.json").read_text("utf-8")


def test_a_blank_trait_is_shown_as_not_known_and_drawn(mine, uptake, elsewhere):
    file = elsewhere / "mine" / "organisations.csv"
    file.write_text(ROWS.replace("South,Trust,2,,0.6", "South,Trust,,,0.6"), encoding="utf-8")
    code, out, _ = uptake("show", "mine")
    assert code == 0
    assert "maturity: 1 converted, 1 not known, drawn;" in one_line(out)
    rows = uptake("show", "mine", "--values")[1].splitlines()
    (south,) = (one_line(row) for row in rows if row.startswith("South"))
    assert south == "South drawn 0.6 0.5 0.45 0.5 d 0.5 d 0.5 c"
