"""Five sentences on why to believe the model, and how far."""

from pathlib import Path

from sim.config.preset_files import read, shipped

FILE = Path("study", "reasons.yaml")


def reasons() -> list[tuple[str, str]]:
    """Return each sentence with its numbers, and where they are from."""
    return [
        (each["say"].format(**each["numbers"]), each["where"])
        for each in read(shipped() / FILE).values()
    ]
