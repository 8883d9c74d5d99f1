"""The model for browsers: made of the sources as they are, and equal to the compiled engine.

Browsers themselves, with their dials turned, are in tests/browser/test_model_in_page.py.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.config import expand
from sim.engines.webassembly import module
from sim.engines.webassembly.arguments import arguments_of, flat
from sim.engines.webassembly.build import changed, sources_of
from sim.page.engine import Carried, model_of, sizes_of

RUNNER = Path(__file__).parent.parent / "script" / "run_module.mjs"
SMALL = ("system.organisations=20", "clock.months=24", "assumptions.replicates_per_system=20")
CASES = (
    ("strategy=hin_playbook",),
    ("strategy=phased_mandate", "strategy.mixed_pilots=true", "strategy.pilots_embedded=0.5"),
    ("strategy=hin_two_phases", "strategy.target=hubs", "strategy.start=5"),
    ("strategy=procure_partnership", "strategy.target=random", "strategy.winter_break=true"),
    ("strategy=none", "process=bass"),
)


def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("no Node here: the module runs in the tests of the page alone")
    return found


def scenario_of(*overrides):
    return expand([*SMALL, *overrides], ())[0].scenario


def computed(model, wasm: Path) -> dict:
    """What a module computes of every plan: check sums of the counters, by block."""
    told = subprocess.run(
        [node(), str(RUNNER), str(wasm)], input=json.dumps(model), capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    return json.loads(told.stdout)


@pytest.fixture(scope="module")
def model():
    scenarios = {f"plan{k}": scenario_of(*each) for k, each in enumerate(CASES)}
    return model_of(scenarios, 7, 40, 12, {})


@pytest.fixture(scope="module")
def wasm(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("module") / "model.wasm"
    place.write_bytes(module())
    return place


def test_no_source_of_the_module_has_changed_since_it_was_made():
    said = "make it again: python -m sim.engines.webassembly"
    assert changed() == [], said


def test_the_module_counts_what_the_compiled_engine_counts_bit_for_bit(model, wasm):
    found = computed(model, wasm)
    assert found == {name: plan["check"] for name, plan in model["plans"].items()}
    assert len({str(sums) for sums in found.values()}) == len(CASES)  # no two plans are alike


def test_made_again_the_module_computes_the_same(model, wasm, tmp_path):
    """About two minutes: every kernel is compiled anew, for browsers."""
    command = [sys.executable, "-m", "sim.engines.webassembly", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, cwd=RUNNER.parents[2])
    again = tmp_path / "model.wasm"
    assert computed(model, again) == computed(model, wasm)
    told = json.loads((tmp_path / "sources.json").read_text(encoding="utf-8"))
    assert "process/line_up.py" in told
    assert "engines/scalar.py" in told


@pytest.mark.parametrize("overrides", CASES)
def test_shapes_in_letters_are_those_of_the_arrays(overrides):
    carried = Carried(scenario_of(*overrides), 7, 40)
    for number in range(len(carried.blocks)):
        arguments = carried.arguments(number)
        sizes = sizes_of(arguments)
        for each, array in flat(arguments):
            meant = [size if isinstance(size, int) else in_numbers(size, sizes)
                     for size in each.shape]  # fmt: skip
            assert list(array.shape) == meant, each.name
            assert array.flags.c_contiguous


def in_numbers(size: str, sizes) -> int:
    letter, _, more = size.partition("+")
    return sizes[letter] + int(more or 0)


def test_the_arrays_of_every_plan_are_of_the_same_kinds():
    """So that one module runs all of them."""
    kinds = {
        tuple(
            (each.name, each.kind)
            for each in arguments_of(Carried(scenario_of(*own), 7, 4).arguments(0))
        )
        for own in CASES
    }
    assert len(kinds) == 1


def test_the_name_of_a_compiled_function_tells_its_source():
    name = "_ZN3sim5rules5draws3mixB3v18B38c8tJTIeFIjxB2IKSgI4CrvQClQZ6FczSBAA_3dExx"
    assert "rules/draws.py" in sources_of([name])
    assert not np.any([each.startswith("numba") for each in sources_of([name])])
