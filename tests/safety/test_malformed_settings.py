"""Files of keys (system, innovation, plan) that are damaged or hostile: refused, and nothing built.

Whatever YAML can ask a reader to build, call or look up is tried in each of the three files.
"""

import pytest

import sim
from sim.config import preset_files
from sim.networks import system_of
from sim.params.errors import UserError

FILES = ("system.yaml", "innovation.yaml", "plan.yaml")
SAID = {
    "an object": ("title: !!python/object:subprocess.Popen {args: [touch, made]}", "readable"),
    "an object called": ("title: !!python/object/apply:os.system ['touch made']", "readable"),
    "an object made new": ("title: !!python/object/new:os.system ['touch made']", "readable"),
    "a module": ("title: !!python/module:antigravity ''", "readable"),
    "a name of Python": ("title: !!python/name:os.system ''", "readable"),
    "a tuple of Python": ("title: !!python/tuple [1, 2]", "readable"),
    "bytes of Python": ("title: !!python/bytes 'x'", "readable"),
    "a tag of one's own": ("title: !run 'touch made'", "readable"),
    "an object in a list": ("a:\n  - [!!python/object/apply:os.system ['touch made']]", "readable"),
    "an object as a key": ("? !!python/object/apply:os.system ['touch made']\n: 1", "readable"),
    "a tag by its full name": ("title: !<tag:yaml.org,2002:python/object/apply:os.system> [x]", ""),
    "a tag that is renamed": (
        "%TAG ! tag:yaml.org,2002:python/object/apply:\n---\ntitle: !os.system ['touch made']", "",
    ),
    "an environment variable": ("title: ${oc.env:HOME}", "cannot run code"),
    "one with a default": ("title: '${oc.env:NOT_THERE,${oc.env:HOME}}'", "cannot run code"),
    "another key": ("title: ${about}\nabout: x", "cannot run code"),
    "a resolver of Hydra": ("title: ${hydra:runtime.cwd}", "cannot run code"),
    "a look-up in a key": ("${oc.env:HOME}: x", "cannot run code"),
    "a look-up in a list": ("a: [1, [2, '${oc.env:HOME}']]", "cannot run code"),
    "a target": ("_target_: os.system", "cannot run code"),
    "a target inside": ("shares:\n  _target_: os.system", "cannot run code"),
    "a package": ("# @package _global_\nhydra: {run: {dir: /}}", ""),
    "settings of Hydra": ("hydra:\n  run:\n    dir: /tmp", ""),
    "defaults": ("defaults: [override /strategy: none]", "leave 'defaults'"),
    "anchors that explode": (
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
        "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d]",
        "more than 10,000 values",
    ),
    "an anchor inside itself": ("a: &a [*a]", "stands inside itself"),
    "an anchor that is not there": ("title: *nowhere", "readable"),
    "merged keys that explode": (
        "a: &a {x: 1}\n" + "".join(f"b{k}: {{<<: [{','.join(['*a'] * 99)}]}}\n" for k in range(99)),
        "",
    ),
    "5,000 lists inside each other": ("a: " + "[" * 5000 + "]" * 5000, "deep inside"),
    "5,000 keys inside each other": ("a: " + "{a: " * 5000 + "1" + "}" * 5000, "deep inside"),
    "items in one line": ("a:\n  " + "- " * 5000 + "1", "deep inside"),
    "a list that is not closed": ("title: [", "readable"),
    "a text that is not closed": ('title: "', "readable"),
    "tabs to indent": ("shares:\n\ttitle: x", "readable"),
    "two colons": ("title: a: b", "readable"),
    "a list": ("- title\n- about", "keys with values"),
    "a word": ("title", "keys with values"),
    "a number": ("42", "keys with values"),
    "several documents": ("title: a\n---\ntitle: b", "readable"),
    "a key twice": ("title: a\ntitle: b", ""),
    "a key that is a list": ("? [a, b]\n: 1", ""),
    "an empty key": ("'': 1", "there is no key"),
    "a key of a program": ("__class__: x", "there is no key"),
    "a key with a dot": ("'a.b': 1", "there is no key"),
    "an unknown key": ("colour: red", "there is no key"),
    "a key of HTML": ("<script>alert(1)</script>: 1", "there is no key"),
    "a key that steers": ('"\\e[2J": 1', "there is no key"),
    "a very long key": (f"? {'k' * 9000}\n: 1", "there is no key"),
    "a title of lists": ("title: [a, b]", "must be a text"),
    "a title of keys": ("title: {a: b}", ""),
    "a date that there is not": ("title: 2026-13-45", "readable"),
    "a value too long": (f"title: {'x' * 10_001}", "more than 10,000 characters"),
    "minutes of minutes": ("a: " + ":".join(["59"] * 5000), "more than 10,000 characters"),
    "thousands of digits": ("a: " + "9" * 9000, "a whole number has thousands of digits"),
    "a file too large": ("# " + "x" * 1_000_000, "more than 1,000,000 bytes"),
    "JSON that is none": ('{"title": "a"', "readable"),
    "a byte that is no text": (b"title: \xff\xfe\x81", "readable"),
    "UTF-16": ("title: a".encode("utf-16"), "readable"),
    "NUL": (b"title: a\0b", "readable"),
    "a bell": (b"title: \x07", "readable"),
    "half a letter": ('title: "\\ud800"', "readable"),
    "a workbook": (b"PK\x03\x04" + bytes(40), "readable"),
    "a web page": ("<!DOCTYPE html>\n<html>: x", ""),
}  # fmt: skip
NUMBERS = {
    "system.yaml": "trust", "innovation.yaml": "complexity", "plan.yaml": "plan",
}  # fmt: skip
NO_NUMBERS = (
    ".nan", ".inf", "-.inf", "1e309", "-0.1", "1.1", "true", "high", "[high]", "[7]",
    "2026-01-01", "0x1F", "'=1+1'", "1_0", "12:30:45", "!!float x", "!!int 0.5.5", "'0,5'",
)  # fmt: skip


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(("text", "said"), SAID.values(), ids=SAID)
def test_a_file_of_keys_that_is_hostile_or_damaged_is_refused(file, text, said, folder, told):
    (folder / file).write_bytes(text if isinstance(text, bytes) else text.encode())
    if file != "plan.yaml":
        (folder / "plan.yaml").write_text("pilots: 1\n")
    if file != "innovation.yaml":
        (folder / "innovation.yaml").write_text("complexity: 0.5\n")
    code, err = told("innovation=own", "strategy=own")
    assert code == 2
    assert file in err or "<unicode string>" in err
    assert said in err
    assert not (folder.parent / "made").exists()


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("value", NO_NUMBERS)
def test_a_number_of_a_key_that_is_none_is_named_with_what_is_allowed(file, value, folder, told):
    for each in FILES[1:]:
        (folder / each).write_text("title: Ours\n")
    (folder / file).write_text(f"{NUMBERS[file]}: {value}\n")
    code, err = told("innovation=own", "strategy=own")
    assert code == 2
    assert file in err
    assert NUMBERS[file] in err or "readable" in err


@pytest.mark.parametrize("text", [each for each, _ in SAID.values() if isinstance(each, str)][:12])
def test_the_reader_of_presets_builds_nothing(text, tmp_path):
    (tmp_path / "ours.yaml").write_text(text)
    with pytest.raises(UserError):
        preset_files.read(tmp_path / "ours.yaml")


LOOK_UPS = ("${oc.env:HOME}", "${about}", "a ${oc.env:HOME} b", "${hydra:runtime.cwd}")


@pytest.mark.parametrize("value", LOOK_UPS)
def test_what_is_typed_is_never_looked_up(value, folder, monkeypatch):
    monkeypatch.setenv("HOME", "/secret/place")
    with pytest.raises(UserError, match="cannot run code or look values up") as refused:
        sim.load(["system.folder=mine", f"system.title={value}"])
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("value", LOOK_UPS)
def test_what_stands_in_a_table_is_a_name_and_never_looked_up(value, folder):
    file = folder / "organisations.csv"
    file.write_text(file.read_text().replace("North", value))
    scenario = sim.load(["system.folder=mine", "strategy=none", "clock.months=2"])
    assert system_of(scenario.system, 0, 0).names[0] == value
