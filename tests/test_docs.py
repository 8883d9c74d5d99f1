"""The pages of docs/model agree with the code: their tables, their equations, their keys."""

import importlib
import re
from pathlib import Path

import pytest
from modules import module_at

from sim.params import OrganisationType, Phase, Scenario, leaves, parameters

DOCS = Path(__file__).parent.parent / "docs"
PARAMETERS = DOCS / "model" / "parameters.md"
PAGE = PARAMETERS.read_text(encoding="utf-8")
PAGES = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((DOCS / "model").glob("*.md"))
}
TOLD = "\n".join(text for name, text in PAGES.items() if name != PARAMETERS.stem)
# The pages that state equations, in the order of their numbers.
STATED = "\n".join(PAGES[name] for name in ("gaps", "decision", "implementation", "partner"))


@pytest.fixture(scope="module")
def tables():
    """Give docs/parameter_table.py as a module."""
    return module_at(DOCS / "parameter_table.py")


def test_the_tables_of_parameters_are_those_of_the_code(tables):
    pages = (PAGE, PAGES["entities"])
    assert tables.renewed(*pages) == pages, "run: python docs/parameter_table.py"


@pytest.mark.parametrize(
    ("row", "drifted"),
    [
        ("| `assumptions.slot` | 1.5 |", "| `assumptions.slot` | 1.4 |"),
        ("| `cop` | 7 |", "| `cop` | 8 |"),
        ("| `data` | agreed measures", "| `data` | agreed numbers"),
        ("| `decide` | 0.25 |", "| `decide` | 0.35 |"),
        ("72 | month | 1 to 1,200 |", "72 | month | 1 to 120 |"),
    ],
)
def test_an_outdated_table_would_be_found(tables, row, drifted):
    pages = (PAGE, PAGES["entities"])
    assert sum(page.count(row) for page in pages) == 1
    pages = tuple(page.replace(row, drifted) for page in pages)

    assert tables.renewed(*pages) != pages


def test_a_page_without_its_marks_is_refused(tables):
    with pytest.raises(ValueError, match="two marks"):
        tables.renewed(PAGE.replace(tables.END, ""), PAGES["entities"])
    with pytest.raises(ValueError, match="two marks"):
        tables.renewed(PAGE, PAGES["entities"].replace(tables.LEVERS_END, ""))


def test_every_parameter_is_in_a_table(tables):
    written = tables.tables()
    alone = [p for p in parameters(Scenario()) if not p.key.startswith(tables.APART)]
    kinds = parameters(OrganisationType(), "system.types.<type>.")
    kinds += parameters(Phase(), "strategy.phases.<phase>.")

    assert [p.key for p in alone + kinds if f"\n| `{p.key}` |" not in written] == []


@pytest.mark.parametrize("group", ["levers", "stage_weights"])
def test_cross_tables_show_every_shipped_value(tables, group):
    written = tables.tables()
    rows = {cells[1].strip(" `"): cells[2:-1] for cells in map(_cells, written.splitlines())}
    shown = {entry: [cell.strip() for cell in rows[entry] if cell.strip()] for entry in rows}

    for entry in {key.split(".")[0] for key, _, _ in leaves(getattr(Scenario(), group))}:
        own = [f"{value:g}" for _, _, value in leaves(getattr(getattr(Scenario(), group), entry))]
        assert shown[entry] == own


def _cells(line):
    return line.split("|") if line.count("|") > 2 else ["", "", "", ""]


def test_every_equation_has_its_paragraph_and_its_mark():
    titled = re.findall(r"^\((E\d+)\)=\n#+ (E\d+) ", STATED, re.MULTILINE)

    assert all(mark == title for mark, title in titled)
    assert sorted(int(title[1:]) for _, title in titled) == [*range(1, 21), 22]


def test_every_balance_has_its_paragraph_and_its_mark():
    titled = re.findall(r"^\((B\d)\)=\n#+ (B\d) ", PAGES["dials"], re.MULTILINE)

    assert titled == [(f"B{number}", f"B{number}") for number in range(1, 10)]


def test_every_key_that_the_pages_name_is_declared():
    groups = (
        "system|innovation|strategy|process|clock|assumptions|coefficients|levers|stage_weights"
    )
    named = set(re.findall(rf"`((?:{groups})\.[a-z0-9_.]*[a-z0-9_])`", TOLD + PAGE))
    declared = {key for key, _, _ in leaves(Scenario())}

    assert len(named) > 100
    assert named - declared == set()


def test_the_pages_name_every_assumption_and_coefficient_beside_its_equation():
    groups = ("assumptions.", "coefficients.")
    keys = [key for key, _, _ in leaves(Scenario()) if key.startswith(groups)]

    assert [key for key in keys if f"`{key}`" not in TOLD] == []


def equations():
    """Split the pages that state equations into (number, text) of each equation."""
    _, *parts = re.split(r"^#+ (E\d+) ", STATED, flags=re.MULTILINE)
    return list(zip(parts[::2], parts[1::2], strict=True))


def unlike(text, defaults):
    """List the numbers that a text names without showing their default as a number."""
    shown = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}
    keys = re.findall(r"`((?:assumptions|coefficients)\.[a-z0-9_]+)`", text)
    return [key for key in keys if isinstance(defaults[key], float) and defaults[key] not in shown]


@pytest.mark.parametrize(("number", "text"), equations())
def test_an_equation_shows_the_defaults_of_the_keys_beside_it(number, text):
    assert unlike(text, {key: value for key, _, value in leaves(Scenario())}) == []


def test_an_outdated_number_in_an_equation_would_be_found():
    assert unlike("0.3 x_comms `assumptions.psi`", {"assumptions.psi": 0.08}) == ["assumptions.psi"]


@pytest.mark.parametrize(("number", "text"), equations())
def test_an_equation_names_the_functions_that_state_it(number, text):
    """The site checks that each name exists in the code, when it resolves its links."""
    named = re.findall(r"\{py:func\}`(sim\.rules\.\w+)\.(\w+)`", text)
    assert named
    for module, function in named:
        assert callable(getattr(importlib.import_module(module), function))


def test_every_rule_of_a_numbered_equation_is_linked_from_the_model():
    unnamed = []
    for path in sorted((DOCS.parent / "sim" / "rules").glob("*.py")):
        code = path.read_text(encoding="utf-8")
        for function, told in re.findall(r'^def (\w+)\(.*?"""(.*?)"""', code, re.M | re.S):
            if re.search(r"\(E\d+", told) and f"`sim.rules.{path.stem}.{function}`" not in TOLD:
                unnamed.append(f"{path.stem}.{function}")
    assert unnamed == []
