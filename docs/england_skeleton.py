"""Makes the files of the system england_skeleton from two public ones.

    PYTHONPATH=. python docs/england_skeleton.py FOLDER

FOLDER holds trusts_2022.csv (code, type, region, place) and acute_catchment_ltla21.csv (from where
the patients of acute trusts came).  Names of trusts are left out, since their traits are drawn:
organisations are called by region, type and a number in the order of their codes.
"""

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from sim.networks.published.chosen_ties import Asked
from sim.networks.published.imported import imported
from sim.networks.published.vocabulary import USUAL_SIZE

FILES = ("trusts_2022.csv", "acute_catchment_ltla21.csv")
TODAY = "20220228"  # of the list
COLUMNS = ("name", "code", "type", "region", "size")
TARGET = Path(__file__).parents[1] / "configs" / "system" / "england_skeleton"
Rows = list[dict[str, Any]]


def skeleton(folder: Path) -> tuple[Rows, Rows]:
    """Return the rows of organisations and of ties, under names that are aliases."""
    found = imported([folder / each for each in FILES], Asked(), TODAY)
    rows = sorted(found.organisations, key=lambda each: each["code"])
    count: Counter[str] = Counter()
    alias = {}
    for each in rows:
        place = f"{each['region']} {each['type'].lower()}"
        count[place] += 1
        alias[each["name"]] = f"{place} {count[place]}"
        each |= {"name": alias[each["name"]], "size": USUAL_SIZE[each["type"]]}
    number = {each["name"]: k for k, each in enumerate(rows)}
    ties = []
    for each in found.ties or []:
        ends = sorted((alias[each["source"]], alias[each["target"]]), key=number.__getitem__)
        ties.append(each | {"source": ends[0], "target": ends[1]})
    return rows, sorted(ties, key=lambda each: (number[each["source"]], number[each["target"]]))


def _write(path: Path, columns: tuple[str, ...], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
        sheet.writeheader()
        sheet.writerows(rows)


if __name__ == "__main__":
    organisations, ties = skeleton(Path(sys.argv[1]))
    TARGET.mkdir(exist_ok=True)
    _write(TARGET / "organisations.csv", COLUMNS, organisations)
    _write(TARGET / "ties.csv", ("source", "target", "trust"), ties)
