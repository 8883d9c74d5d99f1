"""Build"""

import time
from pathlib import Path

from sim.config import expand
from sim.engines.simulate import blocks_of
from sim.engines.webassembly.arguments import arguments_for
from sim.engines.webassembly.carried import run_carried
from sim.engines.webassembly.translate import module_of


def build(folder: Path) -> None:
    scenario = expand(["scenario=avt_london", "strategy=hin_playbook"], ())[0].scenario
    block = blocks_of(scenario, 0, range(2))[0]
    arguments = arguments_for(scenario, block.system, 0, block.replicates)
    t = time.time()
    module, imports, names = module_of(run_carried, tuple(arguments.values()))
    print(len(module), imports, len(names), time.time() - t)
    (folder / "model.wasm").write_bytes(module)
