"""`uptake experts`: experts' quantiles become sets of assumptions."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages
from sim.cli.claimed_folder import claimed_folder

if TYPE_CHECKING:
    from sim.report.store.folder import Claim
    from sim.study.experts.sets import Elicited


def experts(table: Path, out: Path | None, sets: int, seed: int, as_json: bool) -> int:
    """Pool what experts said, print it, and write sets of assumptions; returns the exit code."""
    from sim.report.experts import HEAD, document_of, notes_of, rows_of
    from sim.study.experts.sets import elicited

    with claimed_folder(out) as claimed:
        found = elicited(table, table.stem if out is None else out.name, sets, seed)
        if claimed is not None:
            _write(found, claimed, table, seed)
    if as_json:
        messages.out(json.dumps({"command": "experts", **document_of(found)}, allow_nan=False))
        return 0
    for line in messages.table(HEAD, rows_of(found)):
        messages.out(line)
    messages.out()
    for note in notes_of(found):
        messages.out(messages.paragraph(note))
    if claimed is None:
        messages.out("Nothing is written; to use it, add --out FOLDER")
        return 0
    messages.out(f"{len(found.sets):,} sets of assumptions: {claimed.target}")
    messages.out(f"To use them, add to any comparison: --assumptions {claimed.target}")
    return 0


def _write(found: "Elicited", claimed: "Claim", table: Path, seed: int) -> None:
    from sim.report.experts import as_table
    from sim.report.store.assumption_sets import write_sets
    from sim.report.store.file_digests import digest_of

    made = {
        "by": "uptake experts", "table": table.name, "table_sha256": digest_of(table),
        "experts": found.experts, "asked": list(found.pools), "seed": seed,
    }  # fmt: skip
    with claimed.writing() as inside:
        write_sets(inside, found.sets, made)
        (inside / "pooled.csv").write_text(as_table(found), encoding="utf-8", newline="\n")
