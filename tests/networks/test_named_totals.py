"""A row that is named like a total, and whose numbers are one, is no organisation."""

import pytest

from sim.networks import system_from_files
from sim.params import System
from sim.params.errors import UserError

HEADER = "name,type,maturity,capacity,culture,finance,size"
ROWS = (
    "A,GP,.42,.51,.63,.30,10", "B,GP,.55,.22,.41,.64,40", "C,GP,.31,.68,.52,.47,25",
    "D,GP,.64,.43,.36,.55,33",
)  # fmt: skip


def read(tmp_path, *rows):
    path = tmp_path / "own.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return system_from_files(path, None, System())


@pytest.mark.parametrize(
    "row",
    [
        "All London trusts,GP,,,,,108", "Trust total,,,,,,108", "Total trusts,GP,,,,,108",
        "National average,GP,.5,.5,.5,.5,30", "Average (all trusts),GP,.48,.46,.48,.49,27",
        "London total,GP,.48,.46,.48,.49,108", "Average site,GP,.48,.46,.48,.49,27",
        "Total for the year,GP,1.92,1.84,1.92,1.96,108",
    ],
)  # fmt: skip
@pytest.mark.parametrize("last", [True, False])
def test_a_total_or_an_average_by_name_and_number_is_refused_wherever_it_stands(
    tmp_path, row, last
):
    with pytest.raises(UserError) as error:
        read(tmp_path, *([*ROWS, row] if last else [row, *ROWS]))
    said = str(error.value)
    assert f"row {6 if last else 2}: '{row.partition(',')[0]}'" in said
    assert "remove the row, or rename it if it is an organisation" in said


@pytest.mark.parametrize(
    "row",
    [
        "Total Health,GP,.50,.46,.48,.49,27", "All Saints,GP,.4,.5,.6,.3,12",
        "Total Health,GP,,,,,20", "All Saints,GP,.5,.5,.5,.5,",
        "Mean Street,GP,.48,.27,.48,.49,108", "Everyday Care,GP,,,,,108",
    ],
)  # fmt: skip
def test_an_organisation_with_such_a_word_in_its_name_stays_one(tmp_path, row):
    assert read(tmp_path, *ROWS, row).names == ("A", "B", "C", "D", row.partition(",")[0])


def test_a_total_beside_an_average_and_an_organisation_named_like_one_is_found(tmp_path):
    rows = (*ROWS, "Total Health,GP,.4,.5,.6,.3,12")
    assert read(tmp_path, *rows).organisations == 5
    with pytest.raises(UserError, match=r"row 8: 'Total here' holds the total or the average"):
        read(tmp_path, *rows, "E,GP,.4,.5,.6,.3,20", "Total here,GP,,,,,140")
