"""The model in the page: the compiled kernel, the systems, and the settings of every plan."""

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from sim.engines.block_queue import cores
from sim.engines.kernels import count_block, pays_in_lanes
from sim.engines.simulate import blocks_of
from sim.engines.webassembly import module
from sim.engines.webassembly.arguments import Argument, arguments_for, arguments_of, flat
from sim.networks.system import System, Whole
from sim.outcomes.counts import Counts, empty_counts
from sim.outcomes.outcomes import live_of
from sim.page import schema
from sim.page.changes import Rows, Turned, together
from sim.params import Scenario
from sim.params.names import LEVERS, STAGES
from sim.process.settings import Timeline, timeline_of

RUNS = 256  # of each plan in the page: four made-up systems of 64
CUTS = (16, 40)  # of the first 64: 16 give the first band soon, two times 24 take two cores
Begin = Callable[..., "Future[Counted]"]
KINDS = {"int32": "i4", "int64": "i8", "float64": "f8"}


def model_of(
    scenarios: Mapping[str, Scenario],
    seed: int,
    replicates: int,
    horizon: int,
    turnable: Mapping[str, Sequence[Any]],
) -> schema.CarriedModel:
    """Pack all that the page needs to run plans with their dials turned.

    scenarios   by the plans' names in the page
    replicates  of the comparison; the page has at most RUNS of them
    horizon     the headline month
    turnable    every key that the page may set, with every value that it may send for it
    """
    packed = Packed()
    packed.add(module())
    blocks = _Blocks(packed)
    plans: dict[str, schema.CarriedPlan] = {}
    changes: dict[str, Any] = {}
    arguments: tuple[Argument, ...] = ()
    carried = {
        name: Carried(scenario, seed, min(replicates, RUNS)) for name, scenario in scenarios.items()
    }
    with ThreadPoolExecutor(cores()) as pool:  # counts, while this thread works out the changes
        counted = {name: each.counted(horizon, pool.submit) for name, each in carried.items()}
        for name, each in carried.items():
            turned = Turned(scenarios[name], seed, each.systems)
            changes[name] = turned.every(turnable)
            plans[name] = each.for_page(
                turned.rows, changes[name], packed, blocks, [one.result() for one in counted[name]]
            )
            arguments = arguments_of(each.arguments(0))
    return {
        "arguments": [_argument(each) for each in arguments],
        "seed": str(seed),
        "months": next(iter(scenarios.values())).clock.months,
        "stages": len(STAGES),
        "levers": list(LEVERS),
        "blocks": blocks.found,
        "plans": plans,
        "changes": packed.add(json.dumps(changes, separators=(",", ":")).encode()),
        "packed": packed.texts,
    }


class Counted(NamedTuple):
    """What the command line counts of a block: the check sum of all, and who is live in the end."""

    check: int
    live: int


class Packed:
    """Texts of packed bytes; equal ones are kept once."""

    def __init__(self) -> None:
        """Begin without any."""
        self.texts: list[str] = []
        self._number: dict[bytes, int] = {}

    def add(self, content: bytes) -> int:
        """Keep some bytes, and return their number."""
        if content not in self._number:
            self._number[content] = len(self.texts)
            made = gzip.compress(content, 9, mtime=0)
            self.texts.append(base64.b64encode(made).decode("ascii"))
        return self._number[content]


class _Blocks:
    """Blocks of replicates on one system; those that plans share are kept once."""

    def __init__(self, packed: Packed) -> None:
        self.found: list[schema.EngineBlock] = []
        self._packed = packed

    def add(self, first: int, cluster: int, arguments: Mapping[str, Any]) -> int:
        given = b"".join(
            array.tobytes() for each, array in flat(arguments) if each.source == "block"
        )
        made: schema.EngineBlock = {
            "first": first,
            "replicates": len(arguments["replicates"]),
            "cluster": cluster,
            "sizes": sizes_of(arguments),
            "given": self._packed.add(given),
        }
        if made not in self.found:
            self.found.append(made)
        return self.found.index(made)


class Carried:
    """One plan with the replicates that a page carries."""

    def __init__(self, scenario: Scenario, seed: int, replicates: int) -> None:
        """Split the replicates into blocks; the first are small, so that they are soon there."""
        self.scenario, self.seed = scenario, seed
        self.blocks = list(_split(scenario, seed, replicates))
        self.systems = {cluster: system for system, cluster, _ in self.blocks}

    def arguments(self, number: int) -> dict[str, Any]:
        """Return the arguments of the kernel for one block."""
        system, _, replicates = self.blocks[number]
        return arguments_for(self.scenario, system, self.seed, replicates)

    def counted(self, horizon: int, begin: Begin) -> "list[Future[Counted]]":
        """Begin to count each block, as the command line counts it."""
        timeline = timeline_of(self.scenario, next(iter(self.systems.values())).organisations)
        return [
            begin(self._counted, timeline, system, replicates, horizon)
            for system, _, replicates in self.blocks
        ]

    def for_page(
        self,
        rows: Rows,
        changes: Mapping[str, Any],
        packed: Packed,
        blocks: _Blocks,
        counted: Sequence[Counted],
    ) -> schema.CarriedPlan:
        """Pack the plan, with what the command line counts of it."""
        return {
            "rows": packed.add(rows.parts.tobytes() + rows.settings.tobytes()),
            "periods": len(rows.settings),
            "row_of": rows.row_of,
            "blocks": [
                blocks.add(int(replicates[0]), cluster, self.arguments(number))
                for number, (_, cluster, replicates) in enumerate(self.blocks)
            ],
            "one_of": together(changes),
            "check": [each.check for each in counted],
            "live": sum(each.live for each in counted),
        }

    def _counted(
        self, timeline: Timeline, system: System, replicates: Whole, horizon: int
    ) -> Counted:
        months = self.scenario.clock.months
        counts = empty_counts(system, len(replicates), months, False, False)
        # As the comparison did: no other kernel need be compiled
        lanes = pays_in_lanes(self.scenario, system.organisations, len(replicates))
        count_block(timeline, system, replicates, self.seed, counts, in_lanes=lanes)
        return Counted(check_sum(counts), int(live_of(counts.stages)[:, horizon].sum()))


def _split(scenario: Scenario, seed: int, replicates: int) -> Iterator[tuple[System, int, Whole]]:
    for block in blocks_of(scenario, seed, range(replicates)):
        cuts = CUTS if block.replicates[0] == 0 else ()
        for part in np.split(block.replicates, cuts):
            if len(part):
                yield block.system, block.cluster, part


def check_sum(counts: Counts) -> int:
    """Return the check sum (CRC-32) of all counters, in their order."""
    found = 0
    for each in counts:
        found = zlib.crc32(each.tobytes(), found)
    return found


def sizes_of(arguments: Mapping[str, Any]) -> dict[str, int]:
    """Return what the letters of the shapes stand for in a block."""
    start, counts = arguments["start"], arguments["counts"]
    replicates, organisations = start.in_line.shape
    return {
        "R": replicates,
        "N": organisations,
        "E": len(arguments["ties"]),
        "K": len(arguments["settings"]),
        "T": len(arguments["row_of"]),
        "G": counts.group_stages.shape[1],
        "S": start.stage.shape[1],
        "B": start.brought.shape[1],
    }


def _argument(each: Argument) -> Any:
    section, _, name = each.name.rpartition(".")
    is_read = section == "counts" or name == "spend"
    return {
        "name": name if section in ("counts", "system") else each.name,
        "item": each.kind.itemsize,
        "shape": list(each.shape),
        "source": each.source,
        "kind": KINDS.get(str(each.kind), "") if is_read else "",
    }
