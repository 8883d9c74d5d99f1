"""Units and meanings travel with results: in Parquet files, tables of pandas and xarray."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

import sim
from sim.report.store.column_words import about


@pytest.fixture(scope="module")
def result():
    """Return a small run with draws of the assumptions and counts by organisation."""
    return sim.run(
        "scenario=avt_london", months=6, replicates=4, organisations=True, parameter_draws=2
    )


@pytest.fixture(scope="module")
def folder(result, tmp_path_factory):
    """Return the folder that the run is saved in."""
    return result.save(tmp_path_factory.mktemp("kept") / "run", figures=False)


def test_every_column_of_every_parquet_file_carries_its_unit_and_meaning(folder):
    files = sorted(folder.glob("*.parquet"))
    assert {"curves", "replicates", "organisations", "parameter_draws"} <= {f.stem for f in files}
    for path in files:
        for field in pq.read_schema(path):
            assert field.metadata, f"{path.name}: {field.name}"
            assert field.metadata[b"unit"].decode(), field.name
            assert len(field.metadata[b"meaning"].decode()) > 5, field.name


def test_pandas_reads_units_and_meanings_as_attributes(folder, result):
    read = pd.read_parquet(folder / "replicates.parquet")
    assert read.attrs["columns"]["benefit"]["unit"] == "kGBP"
    assert result.frame.attrs["columns"]["mean"]["meaning"].startswith("share of the group")


def test_an_assumption_in_a_table_has_the_words_of_its_declaration(folder):
    schema = pq.read_schema(folder / "parameter_draws.parquet")
    drawn = schema.field("assumptions.commitment_rate").metadata
    assert drawn[b"unit"] == b"1/month"
    assert about("live_month_6").meaning == "live at month 6"
    assert about("nothing of ours") is None


def test_every_variable_and_coordinate_of_a_dataset_has_units_and_a_long_name(result):
    for name, each in result.curves.variables.items():
        assert each.attrs["units"], name
        assert each.attrs["long_name"], name
    about_it = result.curves.attrs
    assert about_it["seed"] == 0
    assert about_it["replicates"] == 4
    assert about_it["version"] == sim.__version__
    assert about_it["system"] == result.scenario.system.title
    assert {"title", "plan", "engine"} <= set(about_it)
