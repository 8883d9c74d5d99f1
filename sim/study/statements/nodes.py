"""YAML read with line numbers, so that what is wrong can be pointed at; plain values only."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sim.config.nesting import refuse_nested_yaml
from sim.config.preset_files import LARGEST, nearest
from sim.params.errors import UserError
from sim.params.visible_text import visible

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # with which some editors begin a file


def text_of(path: Path) -> str:
    """Read a file of text.

    Raises
    ------
    UserError
        If it is a folder, is not there, is too large or is no UTF-8.
    """
    if path.is_dir():
        raise UserError(f"{path} is a folder; name a file of statements in it")
    if not path.is_file():
        raise UserError(
            f"{path}: there is no such file; begin with: uptake test --example > statements.yaml"
        )
    if path.stat().st_size > LARGEST:
        raise UserError(f"{path} has more than {LARGEST:,} bytes; a file of statements has a few")
    raw = path.read_bytes()
    if raw.startswith(UTF_16) or b"\x00" in raw:
        raise UserError(f"{path} is not in UTF-8 but looks like UTF-16; save it as UTF-8")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UserError(f"{path}, line {line}: this is no UTF-8; save the file as UTF-8") from None


def top_of(text: str, where: str) -> Any:
    """Read YAML as nodes; None for a file that says nothing.

    Raises
    ------
    UserError
        If it is no YAML, is nested too deep, or is made too large by aliases.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    plain = text.removeprefix(MARK)
    try:
        refuse_nested_yaml(plain, loader, where)
        return yaml.compose(plain, Loader=loader)
    except yaml.YAMLError as error:
        raise UserError(_why(error, plain, where)) from None


def _why(error: Any, text: str, where: str) -> str:
    mark = getattr(error, "problem_mark", None)
    line = None if mark is None else mark.line + 1
    at = where if line is None else f"{where}, line {line}"
    rows = text.splitlines()
    row = "" if line is None or line > len(rows) else rows[line - 1]
    if "\t" in row and not row.lstrip(" ").startswith("#"):
        return f"{at}: a tab; YAML wants spaces instead"
    if "mapping values" in str(error):
        return f"{at}: a colon within words; put the words in double quotes"
    what = getattr(error, "problem", None) or "it cannot be read"
    return f"{at}: this is no YAML ({what}); compare it with: uptake test --example"


def entries(node: Any, where: str) -> Iterator[tuple[str, int, Any]]:
    """Yield (key, line, value) of each key; refuses anything that has no keys, and double ones."""
    import yaml

    line = line_of(node)
    if not isinstance(node, yaml.MappingNode):
        raise UserError(f"{where}, line {line}: here should stand keys with values")
    seen: dict[str, int] = {}
    for key, value in node.value:
        name, line = words(key, where), line_of(key)
        if name in seen:
            raise UserError(f"{where}, line {line}: “{name}” is there twice (line {seen[name]})")
        seen[name] = line
        yield name, line, value


def refuse_unknown(name: str, allowed: Iterable[str], where: str) -> None:
    """Raise an error for a key that is not allowed."""
    keys = list(allowed)
    if name not in keys:
        raise UserError(
            f"{where}: there is no key “{name}”{nearest(name, keys)}; choose from {', '.join(keys)}"
        )


def items(node: Any, where: str) -> list[Any]:
    """List the entries of a list."""
    import yaml

    if not isinstance(node, yaml.SequenceNode):
        raise UserError(f"{where}, line {line_of(node)}: here should stand a list, with dashes")
    return list(node.value)


def is_list(node: Any) -> bool:
    """Whether a node is a list."""
    import yaml

    return isinstance(node, yaml.SequenceNode)


def words(node: Any, where: str) -> str:
    """Return the words of a single value, as they were typed."""
    import yaml

    line = line_of(node)
    if not isinstance(node, yaml.ScalarNode):
        raise UserError(
            f"{where}, line {line}: here should stand one value, not a list or keys; put words "
            "with a colon, a comma or brackets in double quotes"
        )
    text = " ".join(visible(str(node.value)).split())
    if not text:
        raise UserError(f"{where}, line {line}: a value is missing")
    return text


def line_of(node: Any) -> int:
    """Return the line in which something begins, from 1."""
    return int(node.start_mark.line) + 1
