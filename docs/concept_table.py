"""Writes docs/concepts.md from configs/concepts.yaml and the names of the tests.

Run it after any change of either:  python docs/concept_table.py
`tests/config/test_concepts.py` fails when the page and they disagree.
"""

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from sim.config.concepts import Concept, concepts  # noqa: E402

PAGE = PROJECT / "docs" / "concepts.md"
TESTS = PROJECT / "tests" / "paper"
PARTS = {
    "test_challenge.py": "The transformation challenge",
    "test_gaps.py": "The five gaps and their bridges",
    "test_leap.py": "Making the leap",
    "test_balances.py": "The nine balances",
    "test_accelerating.py": "Accelerating spread",
    "test_context.py": "Rogers, procurement, the call to action, the case study",
}
OPENING = """# The ideas in the paper, one by one

Health Innovation Network South London, *Technology-Enabled Service Change* (August 2025), has 84
ideas by our count: C01 to C75 in its order and nine balances, B1 to B9. Each has an entry here:

- what the paper says, in our words, and where (l. = lines of its plain text);
- how the model does it, and in brackets what kind of idea it is;
- its standing (below);
- the keys that change it, and a command that shows the effect;
- the code, and the test that proves it.

A **parameter** is a number or choice that you can change. A **rule** always applies, and its keys
set its strength. A **preset** is a system, innovation, strategy or scenario that you choose by
name. An **outcome** appears in the results.

An idea **acts** if the first dial of its command, turned alone in a shipped preset, surely changes
its own outcome (the whole 99 % interval of paired runs; `tests/paper/test_standing.py`). It is **a
reading of** others if it is another name for what is already there. It is **faint** if its dial
moves the share live at month 36 by less than two points, and no evidence says that it should do
more. Of the {ideas} ideas, {act} act, {read} are readings and {faint} are faint.

`uptake show concept=C61` prints one entry in full, with the default and the range of each key.

<!-- Written by docs/concept_table.py from configs/concepts.yaml and tests/paper. -->
"""


def page(known: Mapping[str, Concept], tests: Mapping[str, list[str]]) -> str:
    """Write the whole page; tests is file -> names of its tests."""
    ideas = known.values()
    counts = {
        "act": sum(each.acts for each in ideas),
        "read": sum(bool(each.reading_of) for each in ideas),
        "faint": sum(each.is_faint for each in ideas),
    }
    parts = [OPENING.format(ideas=len(ideas), **counts)]
    for file, title in PARTS.items():
        mine = [each for each in known.values() if Path(each.test).name == file]
        parts += [f"\n## {title}\n", *(f"\n{entry(each, tests)}" for each in mine)]
    return "".join(parts)


def named(folder: Path = TESTS) -> dict[str, list[str]]:
    """Read the names of the tests in each file of a folder, without running anything."""
    return {
        path.name: re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in sorted(folder.glob("test_*.py"))
    }


def proofs(each: Concept, tests: Mapping[str, list[str]]) -> list[str]:
    """Name the tests that show the effect of a concept."""
    mine = tests.get(Path(each.test).name, [])
    return [name for name in mine if name.startswith(each.test_start)]


def entry(each: Concept, tests: Mapping[str, list[str]]) -> str:
    """Write the entry of one idea; `concept-C45` is the name by which other pages link to it."""
    parts = {
        "Standing": each.standing,
        "Keys": _code(each.keys) or "none",
        "Try": _code([each.command]),
        "Code": ", ".join(_source(name) for name in each.code),
        "Test": _code(proofs(each, tests)) or "none yet",
    }
    listed = "\n".join(f"- {name}: {told}" for name, told in parts.items())
    return (
        f"(concept-{each.id})=\n### {each.id} {each.name}\n\n"
        f"**The paper:** {each.says} *{each.where}*\n\n"
        f"**The model:** {each.how} ({each.kind})\n\n{listed}\n"
    )


def _source(name: str) -> str:
    """Link to a rule in the Python reference; name anything else."""
    return f"{{py:func}}`{name}`" if name.startswith("sim.rules.") else f"`{name}`"


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    PAGE.write_text(page(concepts(), named()), encoding="utf-8")
