"""`uptake show concept=C61`: what the paper says, how the model does it, which keys change it."""

from collections.abc import Iterator, Sequence

from sim.cli import messages
from sim.config.concepts import Concept, concept
from sim.config.keys import allowed_values, find
from sim.params import Scenario, as_typed, leaves
from sim.params.errors import UserError

PREFIX = "concept="
INDENT = 12


def names_concept(overrides: Sequence[str]) -> bool:
    """Whether the user named a concept of the paper, not presets and values."""
    return any(each.startswith(PREFIX) for each in overrides)


def show_concept(overrides: Sequence[str]) -> int:
    """Print one concept: the paper, the model, the keys, a command, the code and the test."""
    if len(overrides) > 1:
        raise UserError("show one concept by itself, e.g. uptake show concept=C61")
    found = concept(overrides[0].removeprefix(PREFIX))
    messages.out(f"{found.id}: {found.name} ({found.kind})")
    messages.out()
    for name, text in _texts(found):
        messages.out(f"{name:{INDENT}}{messages.hanging(text, INDENT)}")
    messages.out()
    messages.out(
        "Keys that change it:" if found.keys else "No key changes it; you see it in the results."
    )
    for line in _keys(found):
        messages.out(line)
    messages.out()
    messages.out("Try:")
    messages.out(f"  {found.command}")
    messages.out()
    messages.out(f"To repeat: {messages.repeat('show', [f'{PREFIX}{found.id}'], {})}")
    return 0


def _texts(found: Concept) -> Iterator[tuple[str, str]]:
    yield "Paper", f"{found.says} ({found.where})"
    yield "Model", found.how
    yield "Standing", found.standing
    yield "Code", ", ".join(found.code)
    yield "Test", f"{found.test} ({found.test_start}...)"


def _keys(found: Concept) -> Iterator[str]:
    usual = {key: value for key, _, value in leaves(Scenario())}
    for key in found.keys:
        leaf = find(key)
        yield f"  {key} = {as_typed(usual[key])} by default; {allowed_values(leaf)}"
        about = leaf.field.metadata
        yield f"      {messages.hanging(str(about['meaning']), 6)} ({about['source']})"
