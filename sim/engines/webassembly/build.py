"""Make the module of the model, and remember of which sources it is."""

import json
import re
from hashlib import sha256
from pathlib import Path

from sim.config import expand
from sim.engines.simulate import blocks_of
from sim.engines.webassembly import MODULE, SOURCES
from sim.engines.webassembly.arguments import arguments_for
from sim.engines.webassembly.carried import run_carried
from sim.engines.webassembly.translate import module_of

PACKAGE = Path(__file__).parents[2]
EXAMPLE = ("scenario=avt_london", "strategy=hin_playbook")  # any scenario has the same kinds
# No function of them is compiled, but they lay out the records and number the names
LAID_OUT = (
    "engines/webassembly/arguments.py", "networks/system.py", "params/names.py",
    "process/brought.py", "process/initial_conditions.py", "process/settings/parts.py",
    "process/settings/record.py", "process/settings/rows.py", "process/state.py",
    "rules/compiled.py",
)  # fmt: skip


def build(folder: Path) -> str:
    """Write the module and the digests of its sources into a folder; return a line about it."""
    module, functions = made()
    sources = {name: digest(name) for name in sources_of(functions)}
    (folder / MODULE.name).write_bytes(module)
    told = json.dumps(sources, indent=1) + "\n"
    (folder / SOURCES.name).write_text(told, encoding="utf-8", newline="\n")
    return f"{folder / MODULE.name}: {len(module):,} bytes, from {len(sources)} sources"


def made() -> tuple[bytes, list[str]]:
    """Compile the module; return it, and the names of the functions in it."""
    [plan] = expand(EXAMPLE, ())
    block = blocks_of(plan.scenario, 0, range(2))[0]
    arguments = arguments_for(plan.scenario, block.system, 0, block.replicates)
    module, functions = module_of(run_carried, tuple(arguments.values()))
    return module, functions


def sources_of(functions: list[str]) -> list[str]:
    """Return the files of the package in which functions stand, by their names in compiled code."""
    found = set(LAID_OUT)
    for name in functions:
        parts = _parts_of(name)
        if parts[:1] == ["sim"]:
            found |= {_file(parts[:end]) for end in range(2, len(parts)) if _file(parts[:end])}
    return sorted(found)


def _parts_of(name: str) -> list[str]:
    """Take the name of a compiled function apart: the lengths of its parts stand before them."""
    parts, place = [], len("_ZN")
    while match := re.compile(r"\d+").match(name, place):
        size = int(match.group())
        parts.append(name[match.end() : match.end() + size])
        place = match.end() + size
    return parts


def _file(parts: list[str]) -> str:
    """Return the file of a module, from the package's folder; empty if there is none."""
    place = "/".join(parts[1:]) + ".py"
    return place if (PACKAGE / place).is_file() else ""


def digest(source: str) -> str:
    """Return the digest of one of the package's files, the same with either kind of line end."""
    text = (PACKAGE / source).read_text(encoding="utf-8")
    return sha256(text.encode()).hexdigest()[:16]


def changed() -> list[str]:
    """List the sources that are not as they were when the module was made."""
    known: dict[str, str] = json.loads(SOURCES.read_text(encoding="utf-8"))
    return [name for name, was in known.items() if _digest_now(name) != was]


def _digest_now(source: str) -> str:
    return digest(source) if (PACKAGE / source).is_file() else "gone"
