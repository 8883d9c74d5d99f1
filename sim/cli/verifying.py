"""`uptake verify`: run a folder of results again."""

from pathlib import Path

from sim.cli import say
from sim.cli.progress import announce_compiling, progress

DIFFERENT = 1


def verify(folder: Path) -> int:
    """Say equal, or where not; 0 or 1."""
    from sim.store import manifest
    from sim.store.verify import verify

    kept = manifest.read(folder)
    total = kept.replicates * len(kept.plans)
    announce_compiling(kept.engine, [each.scenario for each in kept.plans], kept.replicates)
    with progress(total, "Running again") as told:
        from sim.simulate import simulate

        found = verify(folder, simulate, told)
    for line in found.notes:
        say.note(f"Note: {line}")
    for line in found.differences:
        say.out(f"Different: {line}")
    if found.equal:
        plans = "1 plan" if found.plans == 1 else f"{found.plans} plans"
        say.out(f"Equal: {plans}, {found.replicates} replicates, every month and series.")
    say.out(f"To repeat: {say.repeat('verify', (), {'': None})} {say.quoted(str(folder))}")
    return 0 if found.equal else DIFFERENT
