"""How near the lanes are to what the machine could do: a roofline of the full process.

    python benchmarks/roofline.py       about a minute

Operations are counted, not estimated: one replicate runs agent by agent on numbers that count
what is done to them.  Bytes are those of the rows that a month reads and writes.  What the
machine can do is measured by two small kernels, compiled as the lanes are.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace

import numpy as np
from full_process import LONDON, one_block, per_month
from row import Row

from sim.config import load
from sim.engines.agents import HealthSystem
from sim.engines.lanes.layout import LANES, bytes_of_lanes
from sim.engines.simulate import blocks_of
from sim.rules import arithmetic
from sim.rules.compiled import apart, kernel, rule

SPREAD = 8 + 8 + 1 + 1  # bytes of a neighbour: what it made and shows, its stage, whether a pilot
LARGE = 8_000


def rows() -> list[Row]:
    """Measure the machine and the lanes, and tell how far apart they are."""
    scenario = load(LONDON)
    operations, ties = counted(scenario)
    rate, bandwidth = operations_per_ns(), bytes_per_ns()
    moved = 2 * bytes_of_lanes(1) / LANES + ties * SPREAD
    by_arithmetic, by_memory = operations / rate, moved / bandwidth
    small, large = nanoseconds(scenario, 60), nanoseconds(scenario, LARGE)
    return [
        Row(
            "roofline of the full process, one thread",
            "stated, with what would close the gap",
            f"{small:.0f} ns at 60 organisations where arithmetic allows {by_arithmetic:.0f}; "
            f"{large:.0f} ns at {LARGE:,} where memory allows {by_memory:.0f}",
            True,
            f"an organisation-month needs {operations:.0f} operations on float64 (counted) and "
            f"moves at most {moved:.0f} bytes: its own rows once in and once out, and its "
            f"neighbours'. This thread does {rate:.0f} operations and moves {bandwidth:.0f} bytes "
            "a ns. The rows of 60 organisations stay in the second cache, those of 8,000 do not. "
            "The gap comes from: each lane computing what any of the 64 needs; choices instead of "
            "branches; divisions and roots, which take eight times as long as a product; draws in "
            "whole numbers; counting; 8 to 10 rounds of a loop per call. It would close with "
            "float32 (half of both, another model) and with fused multiply-add (other bits than "
            "Python's). Sorting lanes by stage costs more than it saves (decisions, 2026-11-29).",
        )
    ]


def nanoseconds(scenario, organisations: int) -> float:  # type: ignore[no-untyped-def]
    """Time the lanes on a system of this size [ns per organisation-month]."""
    system = replace(scenario.system, organisations=organisations)
    asked = replace(scenario, system=system)
    block = blocks_of(asked, 0, range(64))[0]
    timed = per_month(lambda: one_block(asked, block, in_lanes=True))
    timed()
    return min(timed() for _ in range(12 if organisations < 1000 else 2))


class Counted(float):
    """A number that counts what is added, subtracted, multiplied and divided."""

    done = 0


def _counting(name: str):  # type: ignore[no-untyped-def]
    plain = getattr(float, name)

    def operation(self, *other):  # type: ignore[no-untyped-def]
        result = plain(self, *(float(each) for each in other))
        Counted.done += 1
        return Counted(result)

    return operation


for _each in ("add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv"):
    setattr(Counted, f"__{_each}__", _counting(f"__{_each}__"))


def counted(scenario) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """Count the operations of an organisation-month, and its ties."""
    model = HealthSystem(scenario, seed=0, replicate=0, collect=False)
    numbers = {each.name: getattr(model.settings, each.name) for each in fields(model.settings)}
    model.settings = replace(
        model.settings,
        **{name: Counted(each) for name, each in numbers.items() if isinstance(each, float)},
        **{
            name: tuple(Counted(one) for one in each)
            for name, each in numbers.items()
            if isinstance(each, tuple)
        },
    )
    months, everybody = scenario.clock.months, model.organisations
    with counting_through("mantissa", "binary_exponent", "times_power_of_two"):
        for _ in range(months):
            model.step()
    ties = sum(len(one.ties) for one in everybody) / len(everybody)
    return Counted.done / months / len(everybody), ties


@contextmanager
def counting_through(*names: str) -> Iterator[None]:
    """Let functions that take numbers apart give back numbers that count."""
    before = {name: getattr(arithmetic, name) for name in names}
    for name, plain in before.items():
        setattr(arithmetic, name, lambda *about, plain=plain: Counted(plain(*about)))
    try:
        yield
    finally:
        for name, plain in before.items():
            setattr(arithmetic, name, plain)


@rule
def multiply_and_add(numbers):  # type: ignore[no-untyped-def]
    """Multiply and add eight times over, on a row that stays in the nearest cache."""
    apart()
    for lane in range(len(numbers)):
        x = numbers[lane]
        x = (x * 0.999 + 1e-7) * 0.999 + 1e-7
        x = (x * 0.999 + 1e-7) * 0.999 + 1e-7
        x = (x * 0.999 + 1e-7) * 0.999 + 1e-7
        numbers[lane] = (x * 0.999 + 1e-7) * 0.999 + 1e-7


@kernel
def work(numbers, rounds):  # type: ignore[no-untyped-def]
    """Do sixteen operations on each number, so many times."""
    for _ in range(rounds):
        multiply_and_add(numbers)


@rule
def triad(a, b, c):  # type: ignore[no-untyped-def]
    """Read two rows and write a third."""
    apart()
    for k in range(len(a)):
        a[k] = b[k] + 0.5 * c[k]


@kernel
def stream(a, b, c):  # type: ignore[no-untyped-def]
    """Move three long rows through memory."""
    triad(a, b, c)


def operations_per_ns() -> float:
    """Measure the arithmetic rate: multiplications and additions a ns, not fused, one thread."""
    numbers, rounds = np.full(1024, 0.5), 2000

    def timed() -> float:
        start = time.thread_time()
        work(numbers, rounds)
        return time.thread_time() - start

    timed()
    return 16 * len(numbers) * rounds / min(timed() for _ in range(20)) / 1e9


def bytes_per_ns() -> float:
    """Measure the bandwidth of one thread: bytes a ns, rows far larger than the caches."""
    a, b, c = (np.ones(8_000_000) for _ in range(3))

    def timed() -> float:
        start = time.thread_time()
        stream(a, b, c)
        return time.thread_time() - start

    timed()
    return 3 * a.nbytes / min(timed() for _ in range(8)) / 1e9


if __name__ == "__main__":
    for line in rows():
        print(f"{line.what}\n    {line.measured}\n    {line.note}")
