"""What a run writes: a complete folder or none, which says how to get it again."""

import csv
import json

import numpy as np
import pyarrow.parquet as pq
import pytest

import sim
from sim import config
from sim.outcomes.intervals import mean_interval, ratio_interval
from sim.params.errors import UserError
from sim.params.names import GAPS, STAGES
from sim.report.store import manifest, tables
from sim.report.store.curves import curves_of
from sim.report.store.document import plain_data
from sim.report.store.verify import verify

SMALL = ("system=one_ics", "system.organisations=9", "assumptions.replicates_per_system=4")


@pytest.fixture(scope="module")
def result():
    return sim.run(
        *SMALL, "strategy=hin_playbook", months=8, replicates=20, seed=3, organisations=True
    )


@pytest.fixture(scope="module")
def saved(result, tmp_path_factory):
    return result.save(tmp_path_factory.mktemp("runs") / "one", figures=False, command="uptake run")


def rerun(*asked, **options):
    from sim.engines.simulate import simulate

    return simulate(*asked, **options)


def spoil(place, change):
    """Change a manifest as if it had been written so."""
    said = json.loads((place / manifest.NAME).read_text(encoding="utf-8"))
    change(said)
    manifest.write(place / manifest.NAME, said)


def clock_of(said):
    return said["plans"][0]["scenario"]["clock"]


# The tables


def test_the_folder_holds_every_table(saved):
    assert {each.name for each in saved.iterdir()} == {
        "summary.csv", "curves.parquet", "replicates.parquet", "organisations.parquet",
        "manifest.json", "verdict.md",
    }  # fmt: skip


def test_a_spreadsheet_reads_the_summary(saved, result):
    raw = (saved / "summary.csv").read_bytes()
    assert raw.startswith("\ufeff".encode())  # without it Excel misreads every other letter
    assert raw.count(b"\r\n") == raw.count(b"\n")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert [row["quantity"] for row in rows] == [row.quantity for row in result.summary]
    assert {row["name"] for row in rows} == {result.name}
    assert float(rows[0]["mean"]) == result.summary[0].mean
    missing = next(row for row in result.summary if row.mean is None)
    assert next(r for r in rows if r["quantity"] == missing.quantity)["mean"] == ""


def test_curves_are_tidy_and_stages_sum_to_1_in_every_group(saved, result):
    frame = pq.read_table(saved / "curves.parquet").to_pandas()
    assert list(frame) == ["plan", "month", "dimension", "group", "series", "mean", "low", "high"]
    keys = ["plan", "month", "dimension", "group", "series"]
    assert not frame[keys].astype(str).duplicated().any()
    sums = frame[frame.series.isin(STAGES)].groupby(["dimension", "group", "month"], observed=True)
    assert sums["mean"].sum().to_numpy() == pytest.approx(1)
    assert set(frame.dimension) == {
        "all", "category", "type", "region", "deprivation", "capacity",
    }  # fmt: skip
    for column in ("mean", "low", "high"):
        assert frame[column].to_numpy() == pytest.approx(result.frame[column].to_numpy())


def test_a_curve_has_the_interval_of_its_mean_and_a_group_that_of_its_ratio(result):
    o, month = result.outcomes, 5
    found = {(each.dimension, each.group, each.series): each for each in curves_of(o)}
    live = mean_interval(o.live[:, month], o.clusters)
    curve = found["all", "all", "live"]
    assert (curve.mean[month], curve.low[month]) == pytest.approx((live.mean, live.low))
    for number, (dimension, group) in enumerate(o.groups):
        if dimension != "category" or not o.group_sizes[:, number].any():
            continue
        counts = o.group_stages[:, month, number, 4:6].sum(axis=1)
        sizes = o.group_sizes[:, number]
        ratio = ratio_interval(counts, sizes, o.batch_clusters, sizes=o.batch_replicates)
        curve = found[dimension, group, "live"]
        assert curve.mean[month] == pytest.approx(ratio.mean)
        assert curve.high[month] == pytest.approx(np.clip(ratio.high, 0, 1))


def test_an_empty_category_is_missing_and_not_0(result):
    """Nine organisations have no innovators."""
    assert "innovators" not in {each.group for each in result.bands}


def test_replicates_keep_every_number(saved, result):
    frame = pq.read_table(saved / "replicates.parquet").to_pandas()
    assert len(frame) == 20 * 9
    one = frame[frame.replicate == 7].set_index("month")
    for stage, name in enumerate(STAGES):
        assert one[name].tolist() == result.outcomes.stages[7, :, stage].tolist()
    assert np.isnan(one.benefit[0])
    assert one.benefit[1:].tolist() == result.outcomes.benefit[7].tolist()
    assert one.system_draw.unique() == [1]


def test_organisations_are_listed_one_by_one(saved, result):
    frame = pq.read_table(saved / "organisations.parquet").to_pandas()
    assert len(frame) == 9 * 9
    assert frame.organisation.nunique() == 9
    shares = frame[[f"in_{stage}" for stage in STAGES]].sum(axis=1)
    assert shares.to_numpy() == pytest.approx(1)
    binding = frame[[f"{gap}_binds" for gap in GAPS]].sum(axis=1, skipna=False)
    assert binding[frame.month < 8].to_numpy() == pytest.approx(1)
    assert binding[frame.month == 8].isna().all()
    live = (frame.in_implementing + frame.in_embedded).groupby(frame.month).mean()
    assert live.to_numpy() == pytest.approx(result.outcomes.live.mean(axis=0))
    assert frame.type.str.split().str[0].tolist() == (
        frame.organisation.str.split().str[0].tolist()
    )


def test_the_median_month_by_hand():
    """Of five replicates: live at months 1, 1, 2 in three; at 0 in two; in one; never in all."""
    first_live = np.array([[0, 2, 1, 2], [2, 0, 0, 3], [1, 0, 0, 4], [0, 0, 0, 5], [5, 0, 0, 0]])
    median = tables._median_month(first_live)
    assert median[0] == 2
    assert np.isnan(median[1:4]).all()
    assert median[4] == 0


def test_every_result_has_its_arrays_and_frames(result):
    curves = result.curves
    assert curves["share"].dims == ("replicate", "month", "stage")
    assert float(curves["share"].sum("stage").max()) == pytest.approx(1)
    both = curves["share"].sel(stage=["implementing", "embedded"]).sum("stage")
    assert both.to_numpy() == pytest.approx(curves["live"].to_numpy())
    assert curves["live"].sel(month=0, replicate=4).item() == result.outcomes.live[4, 0]
    assert "The whole playbook" in repr(result)
    assert "20 replicates of 9 organisations over 8 months" in repr(result)


# Plain data


def test_nan_and_infinity_are_null_in_json():
    assert plain_data(
        {"a": [float("nan"), float("inf"), np.float64("nan"), np.int64(3), True, None]}
    ) == {"a": [None, None, None, 3, True, None]}


def test_a_document_is_json_and_has_every_curve(result):
    said = json.loads(json.dumps(result.document(), allow_nan=False))
    curves = said["curves"]
    assert curves["month"] == list(range(9))
    assert len(curves["live"]["low"]) == 9
    assert set(curves["stages"]) == set(STAGES)
    assert set(curves["by_deprivation"]) <= {"deprived", "not deprived"}
    assert said["summary"]["live_end"]["unit"] == "share of organisations"


# Verification


def test_a_run_verifies_from_its_folder(saved):
    found = verify(saved, rerun)
    assert found.equal
    assert (found.plans, found.replicates) == (1, 20)


def test_a_changed_number_is_found_with_series_month_and_replicate(copied):
    table = pq.read_table(copied / "replicates.parquet").to_pandas()
    row = table[(table.replicate == 5) & (table.month == 3)].index[0]
    table.loc[row, "exposure"] += 1e-12
    table.to_parquet(copied / "replicates.parquet")
    found = verify(copied, rerun)
    why = found.files.changed["replicates.parquet"]
    assert "exposure differs first in month 3, replicate 5" in why
    assert found.same_findings


def test_different_results_are_reported(saved):
    def another(scenario, replicates, seed, **options):
        return rerun(scenario, replicates, seed + 1, **options)

    (line,) = verify(saved, another).differences
    assert "differs first in month" in line


def test_a_difference_in_digests_alone_is_noticed(copied):
    spoil(copied, lambda said: said["plans"][0]["series"].update(embedded="0" * 64))
    (line,) = verify(copied, rerun).differences
    assert line.endswith("embedded differ from what manifest.json says")


def test_a_folder_from_before_a_key_was_added_verifies_with_its_default(copied):
    """An earlier version wrote fewer keys, in another order, and the digest of those."""

    def as_of_before(said):
        (plan,) = said["plans"]
        del plan["scenario"]["coefficients"]
        shares = plan["scenario"]["strategy"]["shares"]
        shares["comms"] = shares.pop("comms")  # now the last
        scenario = config.from_dict(plan["scenario"])
        plan["digest"] = config.digest(scenario, plan["scenario"])

    spoil(copied, as_of_before)
    assert verify(copied, rerun).equal


def test_other_versions_are_noted_but_do_not_count_as_a_difference(copied):
    spoil(copied, lambda said: said["versions"].update(numpy="0.1"))
    found = verify(copied, rerun)
    assert found.equal
    assert found.notes[0].startswith("numpy was 0.1, here it is")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda said: said.pop("seed"), "it has no 'seed'"),
        (lambda said: said.update(replicates="many"), "replicates is 'many', not a whole number"),
        (lambda said: said.update(engine="magic"), "its engine is 'magic'"),
        (lambda said: said.update(format=99), "its format is 99"),
        (lambda said: said.update(plans=3), "is broken"),
        (lambda said: clock_of(said).update(months=9), "digest is another"),
        (lambda said: clock_of(said).update(moths=9), "there is no key clock.moths"),
        (lambda said: clock_of(said).update(months=-9), "clock.months is -9"),
    ],
)  # fmt: skip
def test_a_broken_manifest_is_reported_in_one_line(change, said, copied):
    spoil(copied, change)
    with pytest.raises(UserError, match=r"manifest\.json is broken: ") as caught:
        verify(copied, rerun)
    assert said in str(caught.value)


def test_a_manifest_that_is_missing_or_not_json_is_reported_in_one_line(copied):
    (copied / manifest.NAME).write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="is broken"):
        verify(copied, rerun)
    (copied / manifest.NAME).unlink()
    with pytest.raises(UserError, match=r"holds no manifest\.json"):
        verify(copied, rerun)


def test_a_missing_table_is_named_and_the_numbers_are_still_compared(copied):
    (copied / "replicates.parquet").unlink()
    found = verify(copied, rerun)
    assert found.files.missing == ("replicates.parquet",)
    assert (found.equal, found.same_findings) == (False, True)


def test_a_manifest_says_everything_that_is_needed(saved, result):
    said = json.loads((saved / manifest.NAME).read_text(encoding="utf-8"))
    assert (said["seed"], said["replicates"], said["engine"], said["months"]) == (
        3, 20, "ensemble", 8,
    )  # fmt: skip
    assert said["command"] == "uptake run"
    assert said["plans"][0]["label"] == result.label
    assert {"python", "numpy", "scipy", "llvmlite", "sources"} <= set(said["versions"])
    assert list(said["files"]) == sorted({each.name for each in saved.iterdir()} - {manifest.NAME})
    assert said["time"].endswith("+00:00")


# Python


def test_plans_are_compared_from_python_too(tmp_path):
    found = sim.compare("strategy=none,hin_playbook", *SMALL, months=6, replicates=8)
    assert set(found.frame.plan) == {"none", "hin_playbook"}
    assert found.verdict
    assert len(found.table) == 3
    assert repr(found).startswith("<Comparison of 2 plans over 8 replicates")
    place = found.save(tmp_path / "both", figures=False)
    assert verify(place, rerun).equal
    one = sim.run("strategy=none", *SMALL, months=6, replicates=8)
    assert (one.outcomes.stages == found.results[0].outcomes.stages).all()


@pytest.mark.parametrize(
    ("asked", "options", "said"),
    [
        (["strategy=none,hin_playbook"], {}, "use sim.compare"),
        ([], {"replicates": 0}, "replicates is 0"),
        ([], {"seed": -1}, "seed is -1"),
        ([], {"engine": "magic"}, "engine is 'magic'"),
        (["clock.months=3"], {"months": 4}, "clock.months is given twice"),
    ],
)
def test_what_cannot_be_run_is_refused_from_python_too(asked, options, said):
    with pytest.raises(UserError, match=said):
        sim.run(*asked, **options)


def test_a_baseline_that_is_not_a_plan_is_refused():
    named = "No spread partner; The whole playbook"
    with pytest.raises(UserError, match=f"no plan is called 'other'; choose from {named}"):
        sim.compare("strategy=none,hin_playbook", baseline="other")
