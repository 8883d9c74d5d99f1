"""Write payload.d.ts, the payload's types for the page's script, from sim.page.schema.

python tests/script/declare.py
"""

import inspect
from importlib.resources import files
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from sim.page import schema

PLACE = Path(str(files("sim.page") / "script" / "payload.d.ts"))
HEAD = "/* Written by tests/script/declare.py from sim.page.schema: change that, then run it. */\n"
NAMES = {bool: "boolean", int: "number", float: "number", str: "string", NoneType: "null"}


def declaration() -> str:
    """The types of the payload in TypeScript."""
    shapes = [each for name in schema.__all__ if is_typeddict(each := getattr(schema, name))]
    return HEAD + "".join(f"\n{_interface(shape)}" for shape in shapes)


def _interface(shape: Any) -> str:
    fields = [
        f"  {name}{'?' if get_origin(hint) is NotRequired else ''}: {_written(hint)};\n"
        for name, hint in get_type_hints(shape, include_extras=True).items()
    ]
    about = inspect.cleandoc(shape.__doc__).replace("\n", "\n   ")
    return f"/* {about} */\ninterface {shape.__name__} {{\n{''.join(fields)}}}\n"


def _written(hint: Any) -> str:
    """A Python type, written in TypeScript."""
    inside = get_args(hint)
    match get_origin(hint):
        case None:
            return NAMES.get(hint) or hint.__name__
        case origin if origin is NotRequired:
            return _written(inside[0])
        case origin if origin is Literal:
            return " | ".join(f'"{each}"' for each in inside)
        case origin if origin is UnionType:
            return " | ".join(_written(each) for each in inside)
        case origin if origin is list:
            item = _written(inside[0])
            return f"({item})[]" if " | " in item else f"{item}[]"
        case origin if origin is dict:
            return f"Record<string, {_written(inside[1])}>"
    raise TypeError(f"no TypeScript is written for {hint}")


if __name__ == "__main__":
    PLACE.write_text(declaration(), encoding="utf-8", newline="\n")
