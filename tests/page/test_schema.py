"""The payload is exactly what sim.page.schema declares, and the script has the same types."""

import json
from pathlib import Path
from types import UnionType
from typing import Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest
from modules import module_at

from sim.page import schema

DECLARE = Path(__file__).parent.parent / "script" / "declare.py"


def differences(value, hint, place="payload"):
    """The places where a value read from JSON is not of its declared type."""
    inside = get_args(hint)
    if is_typeddict(hint):
        return of_fields(value, hint, place)
    match get_origin(hint):
        case origin if origin is UnionType:
            found = [differences(value, each, place) for each in inside]
            return [] if [] in found else min(found, key=len)
        case origin if origin is Literal:
            return [] if value in inside else [f"{place} is {value!r}"]
        case origin if origin is list:
            parts = enumerate(value) if isinstance(value, list) else None
        case origin if origin is dict:
            parts = value.items() if isinstance(value, dict) else None
        case _:
            parts = () if is_of(value, hint) else None
    if parts is None:
        return [f"{place} is {value!r}, no {hint}"]
    return [each for at, part in parts for each in differences(part, inside[-1], f"{place}.{at}")]


def of_fields(value, shape, place):
    if not isinstance(value, dict):
        return [f"{place} is {value!r}, no {shape.__name__}"]
    hints = get_type_hints(shape, include_extras=True)
    needed = {name for name, hint in hints.items() if get_origin(hint) is not NotRequired}
    found = [f"{place}.{name} is missing" for name in needed - value.keys()]
    found += [f"{place}.{name} is not declared" for name in value.keys() - hints.keys()]
    for name in hints.keys() & value.keys():
        hint = hints[name]
        inner = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
        found += differences(value[name], inner, f"{place}.{name}")
    return found


def is_of(value, kind):
    """Whether a value is of a plain type; an int counts as a float, a bool does not."""
    allowed = {float: (int, float), int: (int,)}.get(kind, (kind,))
    return isinstance(value, allowed) and (kind is bool or not isinstance(value, bool))


def read_back(value):
    return json.loads(json.dumps(value))


def test_the_data_of_a_file_are_as_declared(data):
    assert differences(data, schema.Payload) == []


def test_the_data_of_a_live_page_are_as_declared(live_data):
    assert differences(live_data, schema.Payload) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data.pop("title"), "payload.title is missing"),
        (lambda data: data.update(heading="x"), "payload.heading is not declared"),
        (lambda data: data.update(months="24"), "payload.months is '24'"),
        (
            lambda data: data["plans"][0]["curves"]["live"].update(mean=[None]),
            "payload.plans.0.curves.live.mean.0 is None",
        ),
        (
            lambda data: data["whatifs"][0].update(labels="x"),
            "payload.whatifs.0.labels is not declared",
        ),
    ],
)
def test_a_field_that_is_renamed_dropped_or_of_another_type_is_found(data, change, said):
    changed = read_back(data)
    change(changed)
    assert any(each.startswith(said) for each in differences(changed, schema.Payload))


def test_the_scripts_types_are_the_declared_ones():
    """If not, run `python tests/script/declare.py`; the script's check says what no longer fits."""
    declare = module_at(DECLARE)
    assert declare.PLACE.read_text(encoding="utf-8") == declare.declaration()
