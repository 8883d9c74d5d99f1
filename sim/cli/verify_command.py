"""`uptake verify`: run saved results again and check that they are the same."""

from pathlib import Path

from sim.cli import messages
from sim.cli.progress import announce_compiling, progress

DIFFERENT = 1


def verify(folder: Path) -> int:
    """Print whether the results are equal, and where they differ; returns 0 if equal, else 1."""
    from sim.report.store import manifest
    from sim.report.store.verify import verify

    kept = manifest.read(folder)
    total = kept.replicates * len(kept.plans)
    announce_compiling(kept.engine, [each.scenario for each in kept.plans], kept.replicates)
    with progress(total, "Running again") as counter:
        from sim.engines.simulate import simulate

        found = verify(folder, simulate, counter)
    for line in found.notes:
        messages.note(f"Note: {line}")
    for line in found.differences:
        messages.out(f"Different: {line}")
    if found.equal:
        plans = "1 plan" if found.plans == 1 else f"{found.plans} plans"
        messages.out(f"Equal: {plans}, {found.replicates} runs, every month and series.")
    messages.out(
        f"To repeat: {messages.repeat('verify', (), {'': None})} {messages.quoted(str(folder))}"
    )
    return 0 if found.equal else DIFFERENT
