"""What a user may write, what it does, and the message if it is refused."""

import copy
import itertools
import json
import subprocess
import sys
from dataclasses import fields

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim import config
from sim.config import keys, overrides
from sim.config.resolve import shifted
from sim.params import Kind, OrganisationType, Phase, Scenario, Shares, Target, parameters
from sim.params.errors import UserError

LEVERS = [each.name for each in fields(Shares)]


def refused(*overrides, config_dirs=()):
    """The message that a user gets for these overrides."""
    with pytest.raises(UserError) as caught:
        config.expand(overrides, config_dirs)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def shares(scenario):
    return {lever: getattr(scenario.strategy.shares, lever) for lever in LEVERS}


@pytest.fixture
def own(tmp_path):
    """A user's folder for presets."""

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


# Values


def test_the_command_line_sets_a_value():
    scenario = config.load(
        [
            "strategy.pilots=3", "strategy.plan=1", "strategy.target=hubs", "process.kind=bass",
            "strategy.evaluate=no", "strategy.wave_cap=2", "clock.start=2027-01",
            "title='What if, then?'",
        ]
    )  # fmt: skip
    assert (scenario.strategy.pilots, scenario.strategy.plan) == (3, 1.0)
    assert isinstance(scenario.strategy.plan, float)
    assert (scenario.strategy.target, scenario.process.kind) == (Target.hubs, Kind.bass)
    assert (scenario.strategy.evaluate, scenario.strategy.wave_cap) == (False, 2)
    assert (scenario.clock.start, scenario.title) == ("2027-01", "What if, then?")


def test_null_removes_what_a_preset_sets():
    assert config.load(["strategy=big_bang_mandate"]).strategy.mandate_month is not None
    asked = ["strategy=big_bang_mandate", "strategy.mandate_month=null"]
    assert config.load(asked).strategy.mandate_month is None


def test_the_command_line_overrides_a_scenario():
    plan = config.expand(["scenario=freed_england", "strategy=one_to_one"])[0]
    assert plan.choices["strategy"] == "one_to_one"
    assert plan.choices["innovation"] == "freed"


def test_a_type_of_organisation_can_be_changed_added_and_removed():
    changed = config.load(["system.types.acute.weight=9"]).system.types
    added = config.load(["+system.types.hospice.weight=3"]).system.types
    several = config.load(["+system.types.hospice={weight: 3, culture: 0.6}"]).system.types
    removed = config.load(["~system.types.acute"]).system.types
    assert changed["acute"].weight == 9
    assert added["hospice"] == OrganisationType(weight=3.0)
    assert several["hospice"] == OrganisationType(weight=3.0, culture=0.6)
    assert "acute" not in removed
    assert "add it with a plus in front" in refused("system.types.hospice.weight=3")
    assert "no type 'hospice'" in refused("~system.types.hospice")


def test_a_later_phase_can_be_added_changed_and_removed():
    """In one override, or key by key; keys left out have the defaults of a new phase."""
    together = config.load(["+strategy.phases.late={from_month: 18, shares: {comms: 1}}"])
    apart = config.load(
        ["+strategy.phases.late.from_month=18", "+strategy.phases.late.shares.comms=1"]
    )
    assert together.strategy.phases == apart.strategy.phases
    assert together.strategy.phases == {"late": Phase(18, Shares(comms=1.0))}
    begins = config.load(["strategy=hin_two_phases", "strategy.phases.spread.from_month=9"])
    assert begins.strategy.phases["spread"].from_month == 9
    assert not config.load(["strategy=hin_two_phases", "~strategy.phases.spread"]).strategy.phases
    assert labels("strategy=hin_two_phases", "strategy.phases.spread.from_month=6,18") == [
        "spread.from_month=6", "spread.from_month=18",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "said"),
    {
        "strategy.phases.late.from_month=12": "no phase 'late' in strategy.phases; add it with a "
        "plus in front: +strategy.phases.late.from_month=...",
        "strategy.phases.late={}": "add it with a plus in front",
        "+strategy.phases.late.from_month=24": "strategy.phases.late.shares sum to 0; they must "
        'sum to 1. Give a new phase all its shares, e.g. "+strategy.phases.late={from_month: 24, ',
        "+strategy.phases.late.from_month=0": "strategy.phases.late.from_month is 0; it",
        "+strategy.phases.late.shares.coms=1": "did you mean strategy.phases.late.shares.comms?",
        "+strategy.phases.late=3": "set one of them: strategy.phases.late.from_month,",
        "~strategy.phases.late": "there is no phase 'late' here, only none",
        "~strategy.phases": "you can only remove a type, a phase or an event",
    }.items(),
)
def test_an_impossible_phase_is_refused(asked, said):
    assert said in refused(asked)


def test_two_phases_that_begin_at_once_are_refused():
    late = "+strategy.phases.late={from_month: 12, shares: {comms: 1}}"
    assert (
        "strategy.phases.spread and strategy.phases.late both begin in month 12; change one with "
        "strategy.phases.late.from_month=..."
    ) in refused("strategy=hin_two_phases", late)


def test_several_keys_may_be_given_as_a_dictionary():
    assert config.load(["clock={months: 7, winter: 0.1}"]).clock.months == 7
    assert "there is no key clock.month; did you mean clock.months?" in refused("clock={month: 7}")


# Refusals


@pytest.mark.parametrize(
    ("asked", "said"),
    {
        "strategy.budgt=3": "there is no key strategy.budgt; did you mean strategy.budget_",
        "+strategy.budgt=3": "a plus in front does not help",
        "++strategy.budgt=3": "a plus in front does not help",
        "pilots=4": "did you mean strategy.pilots?",
        "innovation.loads.cultural=0.5": "write innovation.added_load.<gap> for",
        "innovation.loads={cultural: 0.5}": "no key innovation.loads any more",
        "system.typs.acute.weight=4": "there is no key system.typs.acute.weight",
        "+system.types.acute.wieght=4": "did you mean system.types.acute.weight?",
        "strategi=none": "there is no group or key 'strategi' (did you mean strategy?)",
        "strategy=hin_playbok": "no strategy 'hin_playbok' (did you mean hin_playbook?); choose",
        "strategy=": "there is no strategy ''",
        "strategy=none,non": "there is no strategy 'non' (did you mean none?)",
        "strategy={pilots: 3}": "choose strategy by the name of a preset",
        "+strategy=none": "write strategy=none to choose a preset",
        "strategy.shares=0.3": "strategy.shares is a group of keys, not a single key",
        "clock=3": "clock is a group of keys, not a single key; set one of them: clock.months",
        "strategy.pilots=many": "'many'; it must be a whole number from 0 to 1,000 [count]",
        "strategy.pilots=2.5": "is 2.5; it must be a whole number",
        "strategy.pilots=true": "it must be a whole number",
        "strategy.pilots=null": "it must be a whole number",
        "strategy.pilots=[1,2]": "it must be a whole number",
        "strategy.plan=true": "it must be a number from 0 to 1",
        "strategy.evaluate=2": "it must be yes or no",
        "strategy.target=foo": "it must be one of uncommitted, committed, ready",
        "strategy.pilots=-1": "strategy.pilots is -1; it must be between 0 and 1,000 [count]",
        "strategy.plan=nan": "strategy.plan is nan; it must be between 0 and 1 [share]",
        "clock.months=-3": "clock.months is -3; it must be between 1 and 1,200 [month]",
        "clock.start=2026-13": "it must be a month and a year",
        "clock.start=2026": "it must be a month and a year",
        "system.organisations=0": "system.organisations is 0; it must be between 1",
        "strategy.pilots=61": "strategy.pilots is 61, but system.organisations is 60",
        "system.most_ties=0": "60 organisations without ties; raise system.ties_same_region",
        "system.ties_file=ties.csv": "there is no such file",
        "nonee": "is no preset (did you mean none?); name a preset, or write key=value",
        "=3": "write key=value",
        "strategy@x=none": "is not a key; write key=value",
        "~strategy.pilots": "you can only remove a type, a phase or an event",
        "~strategy": "you can only remove a type, a phase or an event",
        "strategy.plan=0.1)": "cannot be read",
        "title=a b)": "cannot be read",
        "strategy.plan=interval(0,1)": "give values in an order",
        "strategy.plan=shuffle(0.1,0.2)": "give values in an order",
    }.items(),
)
def test_an_impossible_override_is_refused_in_one_line(asked, said):
    assert said in refused(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "title='${oc.env:HOME}'", "title=${oc.env:HOME}", "strategy.plan=${strategy.pilots}",
        "+strategy._target_=os.system", "strategy={_target_: os.system}",
        "hydra.run.dir=elsewhere", "+hydra.job.name=x", "hydra/launcher=basic", "hydra=x",
    ],
)  # fmt: skip
def test_values_that_could_run_code_or_look_up_others_are_refused(asked):
    said = refused(asked)
    assert "run code" in said or "Hydra itself" in said


def test_a_key_given_twice_is_refused():
    assert "clock.months is given twice" in refused("clock.months=3", "clock.months=4")


def test_the_message_on_a_value_out_of_range_repeats_what_was_written():
    assert refused("strategy.plan=2").endswith("(you wrote strategy.plan=2)")


def test_a_spread_that_no_trait_between_0_and_1_can_have_is_refused():
    said = refused("system.spread_of_traits=0.31", "system.types.acute.finance=0.1")
    assert "system.types.acute.finance is 0.1 and system.spread_of_traits 0.31" in said
    assert said.endswith("the spread must be below 0.3")


def test_a_system_without_any_tie_is_refused_but_one_organisation_needs_none():
    none = [f"system.ties_{where}=0" for where in ("same_region", "other_region", "same_type")]
    assert "without ties" in refused(*none)
    one = ["system.organisations=1", "strategy.pilots=1"]
    assert config.load([*none, *one]).system.organisations == 1


def test_a_single_region_has_no_ties_across_regions():
    few = ["system.ties_same_region=0", "system.ties_same_type=0"]
    assert config.load(few).system.ties_other_region > 0
    assert "without ties" in refused(*few, "system.regions=1")


def test_a_file_of_ties_needs_a_file_of_organisations(tmp_path):
    (tmp_path / "ties.csv").write_text("source,target\n")
    said = refused(f"system.ties_file='{tmp_path / 'ties.csv'}'")
    assert "system.ties_file is given without system.organisations_file" in said


# Shares and budget


def test_shares_that_do_not_sum_to_1_are_refused_with_a_way_out():
    said = refused("strategy=comms_drumbeat", "strategy.shares.cop=0.2")
    assert "strategy.shares sum to 1.2" in said
    assert "strategy.shift.comms=0.1" in said


def test_a_shift_by_hand():
    """Of comms .9 and cop .1, a tenth moved to cop leaves comms .8."""
    half = config.load(["strategy=community_of_practice", "strategy.shift.comms=0.1"])
    assert shares(half)["comms"] == pytest.approx(0.2)
    assert shares(half)["cop"] == pytest.approx(0.8)
    assert half.strategy.shift == Scenario().strategy.shift


def test_a_shift_that_cannot_be_carried_out_is_refused():
    too_much = refused("strategy=comms_drumbeat", "strategy.shift.comms=0.1")
    assert "the new share would be 1.1, not between 0 and 1" in too_much
    nobody = refused("strategy=comms_drumbeat", "strategy.shift.comms=-0.1")
    assert "the other levers have 0 of the budget" in nobody
    nothing = refused("strategy=none", "strategy.shift.comms=0.1")
    assert "the other levers have 0 of the budget" in nothing


@given(
    st.lists(st.floats(0, 1), min_size=13, max_size=13),
    st.dictionaries(
        st.sampled_from(LEVERS), st.floats(-0.3, 0.3).filter(bool), min_size=1, max_size=4
    ),
)
def test_a_shift_keeps_the_sum_and_the_proportions_of_the_others(weights, asked):
    total = sum(weights)
    assume(total > 0.1)
    before = {lever: weight / total for lever, weight in zip(LEVERS, weights, strict=True)}
    try:
        after = shifted(before, asked)
    except UserError:
        return
    assert sum(after.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 for share in after.values())
    for lever, shift in asked.items():
        assert after[lever] == pytest.approx(before[lever] + shift, abs=1e-5)
    rest = [lever for lever in LEVERS if lever not in asked and before[lever] > 1e-3]
    for one, other in itertools.pairwise(rest):
        proportion = pytest.approx(before[one] * after[other], abs=1e-9)
        assert after[one] * before[other] == proportion


def test_a_budget_per_organisation_together_with_a_total_is_refused():
    asked = ["strategy.budget_total=1e6", "strategy.budget_per_organisation=100"]
    said = "while strategy.budget_total is 1,000,000; add strategy.budget_total=none"
    assert said in refused(*asked)


# Several plans


def labels(*overrides):
    return [plan.label for plan in config.expand(overrides)]


def test_a_label_names_only_what_varies():
    assert labels("strategy=none,hin_playbook") == ["none", "hin_playbook"]
    assert labels("strategy=none, hin_playbook", "strategy.plan=0") == ["none", "hin_playbook"]
    assert labels("strategy.pilots=range(1,4)") == ["pilots=1", "pilots=2", "pilots=3"]
    assert labels("strategy=none,hin_playbook", "strategy.pilots=1,4") == [
        "none, pilots=1", "none, pilots=4", "hin_playbook, pilots=1", "hin_playbook, pilots=4",
    ]  # fmt: skip


def test_values_that_differ_late_in_their_digits_are_different_plans():
    assert labels("strategy.budget_total=1200000.25,1200000.5") == [
        "budget_total=1200000.25", "budget_total=1200000.5",
    ]  # fmt: skip


def test_keys_that_end_alike_are_named_in_full():
    assert labels("system.approvals=1,2", "system.types.acute.approvals=1,2")[0] == (
        "approvals=1, acute.approvals=1"
    )
    both = labels("system.culture=0.4,0.5", "levers.comms.cultural=0.1,0.2")
    assert both[0] == "culture=0.4, cultural=0.1"
    costs = labels("levers.comms.cost=1,2", "levers.cop.cost=1,2")
    assert costs[0] == "levers.comms.cost=1, levers.cop.cost=1"


def test_a_single_plan_is_named_after_its_scenario_and_its_overrides():
    assert labels() == ["avt_london"]
    assert labels("scenario=medicine", "strategy=none") == ["medicine, none"]
    assert labels("~system.types.acute") == ["avt_london, without acute"]


def test_a_pattern_selects_all_matching_presets():
    assert labels("strategy=glob(*mandate)") == ["big_bang_mandate", "phased_mandate"]
    assert "gives no value" in refused("strategy=glob(x*)")


def test_the_same_plan_twice_is_refused():
    assert "'none' appears twice" in refused("strategy=none,none")


def test_load_accepts_only_one_plan():
    with pytest.raises(UserError, match="give one plan here, not 2"):
        config.load(["strategy=none,hin_playbook"])


def test_plans_share_no_values_that_can_be_changed():
    one, other = config.expand(["strategy.pilots=1,2"])
    assert one.scenario.system is not other.scenario.system
    assert (one.scenario.strategy.pilots, other.scenario.strategy.pilots) == (1, 2)


def test_too_many_plans_are_refused():
    assert "more than 1000 plans" in refused(
        "strategy.pilots=range(1,40)", "clock.months=range(1,40)"
    )


# A user's own folder


def test_a_users_preset_may_build_on_a_shipped_one(own):
    place = own(
        "strategy/ours.yaml",
        "defaults: [hin_playbook]\ntitle: Ours\npilots: 2\nshift: {comms: 0.1}\n",
    )
    scenario = config.load(["strategy=ours"], [place])
    assert (scenario.strategy.title, scenario.strategy.pilots) == ("Ours", 2)
    assert shares(scenario)["comms"] == pytest.approx(0.24)
    assert "ours" in [each.name for each in config.presets("strategy", [place])]


def test_a_user_can_add_a_scenario_and_a_group(own):
    own("scenario/our_case.yaml", "# @package _global_\ndefaults:\n  - override /strategy: none\n")
    place = own("team/north.yaml", "# @package _global_\nsystem: {culture: 0.6}\n")
    plan = config.expand(["scenario=our_case", "team=north"], [place])[0]
    assert plan.choices["strategy"] == "none"
    assert plan.scenario.system.culture == 0.6


def test_a_file_of_organisations_is_found_beside_the_preset(own):
    own("system/ours.csv", "name,type,maturity,capacity,culture,finance\n")
    place = own("system/ours.yaml", "organisations_file: ours.csv\n")
    found = config.load(["system=ours"], [place]).system.organisations_file
    assert found == str((place / "system" / "ours.csv").resolve())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pilot: 4", "there is no key strategy.pilot; did you mean strategy.pilots?"),
        ("pilots: many", "strategy.pilots is 'many'; it must be a whole number"),
        ("plan: 3", "strategy.plan is 3; it must be between 0 and 1 [share]"),
        ("shares: 1", "strategy.shares is a group of keys"),
        ("- 1", "must hold keys with values"),
        ("a: [", "is not readable as YAML"),
        ("pilots: !!python/object/apply:os.system ['true']", "is not readable as YAML"),
        ("_target_: os.system", "contains '_target_'"),
        ("title: ${oc.env:HOME}", "contains '${'"),
        ("shares: {comms: '${oc.env:HOME}'}", "contains '${'"),
        ("defaults: [{/system: '${oc.env:HOME}'}]", "contains '${'"),
        ("defaults: [{override /hydra/launcher: basic}]", "defaults may only name presets"),
        ("defaults: [{/elsewhere: x}]", "there is no group 'elsewhere'"),
        ("defaults: [/../secret]", "defaults may only name presets"),
    ],
)
def test_a_mistake_in_a_users_preset_is_refused_with_file_and_key(text, said, own):
    place = own("strategy/ours.yaml", text)
    told = refused("strategy=ours", config_dirs=[place])
    assert said in told
    assert str(place / "strategy" / "ours.yaml") in told


def test_a_users_preset_of_whole_loads_is_told_to_add_to_the_scores(own):
    place = own("innovation/ours.yaml", "loads: {cultural: 0.5}\n")
    told = refused("innovation=ours", config_dirs=[place])
    assert "ours.yaml: there is no key innovation.loads.cultural any more" in told
    assert "write innovation.added_load.<gap>" in told


def test_a_users_preset_may_not_hide_a_shipped_one(own):
    place = own("strategy/none.yaml", "pilots: 9")
    assert "would hide the strategy 'none'" in refused("strategy=none", config_dirs=[place])


def test_a_missing_folder_is_refused(tmp_path):
    assert "there is no such folder" in refused(config_dirs=[tmp_path / "nowhere"])


def test_a_folder_may_have_any_name(own, tmp_path):
    for name in ("it's ours", "a b", "x,y=z", "größe"):
        own(f"{name}/strategy/ours.yaml", "pilots: 5")
        assert config.load(["strategy=ours"], [tmp_path / name]).strategy.pilots == 5


# Identity and change


def test_a_scenario_survives_a_round_trip_through_plain_data():
    for preset in ("avt_london", "freed_england", "one_system_first"):
        scenario = config.load([f"scenario={preset}"])
        told = json.loads(json.dumps(config.as_dict(scenario)))
        assert config.from_dict(told) == scenario
        assert config.digest(config.from_dict(told)) == config.digest(scenario)


def test_the_digest_depends_on_what_is_simulated_not_on_titles():
    usual = config.digest(config.load())
    assert config.digest(config.load(["title=other", "strategy.about=other"])) == usual
    assert config.digest(config.load(["clock.months=71"])) != usual
    assert len(usual) == 64


def test_every_parameter_is_in_the_digest():
    usual = config.load()
    seen = {config.digest(usual)}
    for each in parameters(Scenario()):
        if each.key in config.changes.FILES or each.low is None:
            continue
        value = each.high if each.default in (None, each.low) else each.low
        changed = copy.deepcopy(usual)
        config.changes.put(changed, each.key, value)
        seen.add(config.digest(changed))
    counted = [e for e in parameters(Scenario()) if e.low is not None]
    assert len(seen) > 0.9 * len(counted)  # a preset may have this very value


def test_the_digest_depends_on_the_contents_of_the_users_files(tmp_path):
    path = tmp_path / "ours.csv"
    told = []
    for culture in (0.4, 0.5):
        path.write_text(f"name,type,maturity,capacity,culture,finance\nA,t,.4,.4,{culture},.4\n")
        told.append(config.digest(config.load([f"system.organisations_file='{path}'"])))
    assert told[0] != told[1]


def test_a_changed_scenario_is_a_new_one_and_is_checked():
    scenario = config.load()
    changed = config.with_value(scenario, "strategy.plan", 0.25)
    assert (changed.strategy.plan, scenario.strategy.plan) == (0.25, 0.7)
    with pytest.raises(UserError, match="there cannot be more pilots"):
        config.with_value(scenario, "strategy.pilots", 100)
    with pytest.raises(UserError, match="it must be a whole number"):
        config.with_value(scenario, "strategy.pilots", 2.5)


def test_several_changes_are_checked_together():
    changed = config.with_values(
        config.load(), {"system.organisations": 100, "strategy.pilots": 80}
    )
    assert changed.strategy.pilots == 80


def test_every_leaf_of_a_scenario_is_a_known_key():
    scenario = config.load()
    assert {each.key for each in parameters(scenario)} <= {
        each if "<type>" not in each else each.replace("<type>", name)
        for each in keys.leaves()
        for name in scenario.system.types
    }


# Loading


def test_a_caller_may_change_a_plan_without_changing_the_next_one():
    once = config.expand(["strategy=hin_playbook", "innovation=freed"])[0]
    once.scenario.strategy.shares.comms = 0.9
    once.scenario.system.types.clear()
    once.choices["strategy"] = "changed"
    again = config.expand(["strategy=hin_playbook", "innovation=freed"])[0]
    assert again.scenario.strategy.shares.comms < 0.9
    assert again.scenario.system.types
    assert again.choices["strategy"] == "hin_playbook"


def test_a_users_preset_is_read_again_after_an_edit(own, tmp_path):
    for pilots in (5, 7):
        own("strategy/ours.yaml", f"pilots: {pilots}")
        assert config.load(["strategy=ours"], [tmp_path]).strategy.pilots == pilots


def test_a_misspelt_name_is_refused_without_loading_hydra():
    code = (
        "import sys\n"
        "from sim.config import load\n"
        "from sim.params.errors import UserError\n"
        "for asked in ('strategy=hin', 'strategy.pilot=3', 'hydra.x=1', 'clock.months=-1'):\n"
        "    try: load([asked])\n"
        "    except UserError: pass\n"
        "    else: raise SystemExit(asked)\n"
        "assert not {'hydra', 'omegaconf', 'numpy', 'yaml'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


@pytest.mark.parametrize(
    "text", ["1", "-2", "1e3", ".5", "1_000", "True", "NULL", "nan", "a.b", "2026-04"]
)
def test_a_plain_value_is_read_as_hydra_reads_it(text):
    read, parsed = overrides._literal(text), overrides.value_of(overrides.split(f"title={text}"))
    assert repr(read) == repr(parsed)


def test_every_assumption_that_is_drawn_is_a_parameter_within_its_range():
    for key, (low, high) in config.assumption_ranges().items():
        assert keys.converted(key, low) <= keys.converted(key, high)


# Typing mistakes, and what shells change


@pytest.mark.parametrize(
    ("asked", "said"),
    {
        "'strategy=none'": "put straight double quotes around each key=value",
        "\u201cstrategy=none\u201d": "put straight double quotes around each key=value",
        "strategy=none\u201d": "put straight double quotes around each key=value",
        "strategy": "write key=value without spaces",
        "strategy=none strategy.pilots=4": "put each key=value in its own double quotes",
        "strategy=none,hin_playbook,": "a value is missing before or after a comma",
        "strategy.pilots=2,,4": "a value is missing before or after a comma",
        "system.organisations=1e400": "it must be a whole number from 1 to 2,000,000 [count]",
        "system.organisations=2000001": "is 2,000,001; it must be between 1 and 2,000,000 [count]",
        "strategy.pilots=range(1,1e9)": "more than 1000 plans",
        "strategy=\uff48in_playbook": "did you mean hin_playbook?",
    }.items(),
)
def test_a_slip_is_refused_with_what_to_do_instead(asked, said):
    told = refused(asked)
    assert said in told
    assert "expecting" not in told


def test_a_text_may_still_contain_quotation_marks():
    assert config.load(["title='It is \u201cours\u201d'"]).title == "It is \u201cours\u201d"


def test_a_deadline_must_come_after_the_mandate_begins():
    said = r"strategy\.mandate_by is 6, but strategy\.mandate_month is 6; a deadline must be later"
    with pytest.raises(UserError, match=said):
        config.load(["strategy.mandate_month=6", "strategy.mandate_by=6"])
    assert (
        config.load(["strategy.mandate_month=6", "strategy.mandate_by=7"]).strategy.mandate_by == 7
    )
