"""Systems from the user's own files: read as intended, or refused in one line that says where."""

import pytest
from made_up import ODD, odd_system
from test_networks import equal, equal_but_for_rounded_sizes

from sim.networks import system_from_files, system_of, to_graph
from sim.params import System
from sim.params.errors import UserError

HEADER = "name,type,maturity,capacity,culture,finance"
ROWS = ("A,Acute,0.4,0.5,0.6,0.3", "B,Acute,0.2,0.4,0.5,0.3", "C,GP,0.5,0.4,0.5,0.3")


@pytest.fixture
def read(tmp_path):
    """Write two files and read them as a system."""

    def reading(organisations, ties=None, **parameters):
        first, second = tmp_path / "organisations.csv", None
        first.write_text(organisations, encoding="utf-8")
        if ties is not None:
            second = tmp_path / "ties.csv"
            second.write_text(ties, encoding="utf-8")
        return system_from_files(first, second, System(**parameters))

    return reading


def lines(*rows):
    return "\n".join(rows) + "\n"


def table(header=HEADER, *rows, more=""):
    return lines(header, *(row + more for row in rows or ROWS))


def as_csv(system):
    """A system as the text of both files, with every digit of its numbers."""
    graph = to_graph(system)
    columns = list(graph.nodes[0])
    rows = [",".join(str(about[each]) for each in columns) for _, about in graph.nodes(data=True)]
    names = system.names
    ties = [f"{names[i]},{names[j]},{trust}" for i, j, trust in graph.edges(data="trust")]
    return lines(",".join(columns), *rows), lines("source,target,trust", *ties)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("R0A", "source 'R0A' is the code of 2 organisations; give the name of the one"),
        ("1", "(did you mean '001'?); zeros before a number may be lost: keep codes as text"),
        ("11", "source '11' is not in the organisations file."),
    ],
)
def test_a_code_that_names_no_single_organisation_is_told_without_a_wrong_guess(
    tmp_path, end, said
):
    own, ties = tmp_path / "own.csv", tmp_path / "ties.csv"
    own.write_text(
        "name,type,maturity,capacity,culture,finance,code\n"
        + "".join(
            f"{name},T,.5,.5,.5,.5,{code}\n"
            for name, code in zip("ABCDE", ("R0A", "R0A", "R0B", "001", "101"), strict=True)
        )
    )
    ties.write_text(f"source,target\n{end},C\n")
    with pytest.raises(UserError) as error:
        system_from_files(own, ties, System())
    assert said in str(error.value)


def test_ties_may_name_organisations_by_their_codes_and_a_name_comes_first(tmp_path):
    organisations = tmp_path / "organisations.csv"
    organisations.write_text("name,type,code\nNorth,T,007\nSouth,T,R0A\nR0A,T,X\nWest,T,X\n")
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\n007,South\nNorth,R0A\n")
    system = system_from_files(organisations, ties, System())
    graph = to_graph(system)
    assert sorted(graph.edges) == [(0, 1), (0, 2)]
    ties.write_text("source,target\nNorth,X\n")  # of two
    with pytest.raises(UserError, match="'X' is the code of 2 organisations"):
        system_from_files(organisations, ties, System())


def test_a_file_gives_organisations_in_its_order(read):
    system = read(table(), lines("source,target,trust", "C,A,0.5", "A,B,", "C,B,"))
    assert system.names == ("A", "B", "C")
    assert system.types == ("Acute", "GP")
    assert system.arrays.maturity.tolist() == [0.4, 0.2, 0.5]
    assert system.arrays.by_maturity.tolist() == [1, 0, 2]
    assert system.arrays.peers.tolist() == [1, 2, 0, 2, 0, 1]
    # Where none is said: that of a drawn tie on average, .75 within a type and .45 across types
    assert system.arrays.trust == pytest.approx([0.75, 0.5, 0.75, 0.45, 0.5, 0.45])
    assert not system.drawn


def test_optional_columns_have_defaults(read):
    system = read(table(), legacy=0.7, board_interval=3, approvals=4)
    arrays = system.arrays
    assert system.regions == ("Everywhere",)
    assert (arrays.legacy == 0.7).all()
    assert (arrays.board_interval == 3).all()
    assert (arrays.approvals == 4).all()
    assert not arrays.deprived.any()
    assert arrays.size.tolist() == [1.0] * 3
    assert len(arrays.peers) == 0


def test_every_optional_column_is_read(read):
    header = HEADER + ",region,deprived,size,legacy,board_interval,approvals"
    system = read(
        table(header, ROWS[0] + ",South,Yes,3,0.1,1,2", ROWS[2] + ",North,no,1,,4,")
    )  # fmt: skip
    arrays = system.arrays
    assert system.regions == ("South", "North")
    assert arrays.deprived.tolist() == [True, False]
    assert arrays.size.tolist() == [1.5, 0.5]  # the average site is 1
    assert arrays.legacy.tolist() == [0.1, 0.5]
    assert arrays.board_interval.tolist() == [1, 4]
    assert arrays.approvals.tolist() == [2, 2]


@pytest.mark.parametrize("name", ODD)
def test_a_system_written_in_full_is_read_back_unchanged(name, read):
    system = odd_system(ODD[name])
    told = read(*as_csv(system))
    assert equal_but_for_rounded_sizes(told, system)
    assert not told.drawn


def test_a_file_saved_by_a_spreadsheet_is_read(read):
    told = read("\ufeff" + table().replace("\n", "\r\n").replace("A,", '" A ",', 1))
    assert told.names[0] == "A"


def test_empty_rows_and_spaces_around_headings_are_left_out(read):
    spaced = lines("", HEADER.replace(",", " , "), "", ROWS[0], ",,,,,", ROWS[2], "", ",,,,,")
    assert equal(read(spaced, "\nsource,target\n\nA,C\n"), read(
        table(HEADER, ROWS[0], ROWS[2]), lines("source,target", "A,C")
    ))  # fmt: skip


def test_the_users_own_system_is_the_same_in_every_draw(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(table(), encoding="utf-8")
    parameters = System(organisations_file=str(file), ties_file=None)
    assert equal(system_of(parameters, 0, 0), system_of(parameters, 5, 7))


MISTAKES = {
    "no rows": (lines(HEADER), "no organisations; give one row for each"),
    "an empty file": ("", "the file is empty"),
    "a missing column": (
        lines("name,maturity,capacity,culture,finance", "A,0.4,0.5,0.6,0.3"),
        "the column 'type' is missing; give name, type",
    ),
    "an unknown column": (
        table(HEADER + ",colour", more=",red"),
        "unknown column 'colour'; choose from name, type",
    ),
    "too few cells": (lines(HEADER, ROWS[0], "B,Acute,0.2"), "row 3: it must have 6 cells"),
    "too many cells": (lines(HEADER, ROWS[0] + ",9"), "row 2: it must have 6 cells"),
    "an empty cell": (lines(HEADER, "A,,0.4,0.5,0.6,0.3"), "row 2: 'type' is empty"),
    "one name twice": (lines(HEADER, ROWS[0], ROWS[0]), "two organisations have the name 'A'"),
    "one column twice": (
        table(HEADER + ",type", more=",GP"),
        "the column 'type' appears twice; keep one of them",
    ),
    "a mistake below empty lines": (
        lines("", HEADER, "", ROWS[0], ",,,,,", "", "B,Acute,1.2,0.4,0.5,0.3"),
        "row 7: maturity is '1.2'",
    ),
    "too few cells below an empty line": (
        lines(HEADER, "", ROWS[0], "B,Acute,0.2"),
        "row 4: it must have 6 cells",
    ),
    "a share above 1": (
        lines(HEADER, ROWS[0], "B,Acute,1.2,0.4,0.5,0.3"),
        "row 3: maturity is '1.2'; it must be a number from 0 to 1",
    ),
    "a negative share": (
        lines(HEADER, "A,Acute,0.4,-0.5,0.6,0.3"),
        "row 2: capacity is '-0.5'; it must be a number from 0 to 1",
    ),
    "a word for a number": (
        lines(HEADER, "A,Acute,0.4,0.5,high,0.3"),
        "row 2: culture is 'high'; it must be a number from 0 to 1",
    ),
    "no type": (
        lines(HEADER, "A,nan,0.4,0.5,0.6,0.3"),
        "row 2: 'type' is empty; every organisation needs it",
    ),
    "neither yes nor no": (
        table(HEADER + ",deprived", more=",perhaps"),
        "row 2: deprived is 'perhaps'; it must be yes or no",
    ),
    "half a board": (
        table(HEADER + ",approvals", more=",1.5"),
        "row 2: approvals is '1.5'; it must be a whole number from 1 to 12",
    ),
    "no board": (
        table(HEADER + ",board_interval", more=",0"),
        "row 2: board_interval is '0'; it must be a whole number from 1 to 24",
    ),
    "no size": (
        table(HEADER + ",size", more=",0"),
        "row 2: size is '0'; it must be a number above 0",
    ),
    "endless size": (
        table(HEADER + ",size", more=",inf"),
        "row 2: size is 'inf'; it must be a number above 0",
    ),
}

TIES = {
    "an unknown end": (("A,D",), "row 2: target 'D' is not in the organisations file"),
    "an empty end": ((",B",), "row 2: source is empty; give the name"),
    "a tie to itself": (("A,B", "C,C"), "row 3: 'C' is tied to itself; remove the row"),
    "a pair twice": (("A,B", "B,A"), "row 3: this pair appears twice; keep one row"),
    "three ends": (("A,B,C",), "row 2: it must have 2 cells"),
    "an unknown end below an empty line": (("A,B", "", "A,D"), "row 4: target 'D' is not in the"),
}


@pytest.mark.parametrize(("text", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_the_organisations_is_reported_in_one_line(read, text, message):
    with pytest.raises(UserError) as told:
        read(text)
    assert message in str(told.value)
    assert "organisations.csv" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("rows", "message"), TIES.values(), ids=TIES)
def test_a_mistake_in_the_ties_is_reported_in_one_line(read, rows, message):
    with pytest.raises(UserError) as told:
        read(table(), lines("source,target", *rows))
    assert message in str(told.value)
    assert "ties.csv" in str(told.value)


@pytest.mark.parametrize("trust", ["0", "-1", "1.01", "strong", "inf"])
def test_trust_that_is_not_above_zero_and_at_most_one_is_refused(read, trust):
    with pytest.raises(
        UserError, match=f"row 2: trust is '{trust}'; it must be a number above 0 and"
    ):
        read(table(), lines("source,target,trust", f"A,B,{trust}"))


def test_ties_need_their_columns(read):
    with pytest.raises(UserError, match="the column 'target' is missing; give source, target"):
        read(table(), lines("source,to", "A,B"))


def test_a_missing_file_or_one_that_is_not_text_is_refused(tmp_path):
    with pytest.raises(UserError, match="cannot be read \\(No such file"):
        system_from_files(tmp_path / "nowhere.csv", None, System())
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\xff\xfe\x00")
    with pytest.raises(UserError, match="this is not a table of text"):
        system_from_files(picture, None, System())
