"""How large organisations are relative to the others: by one measure within each type."""

from collections.abc import Sequence

from sim.networks.published.entries import Account, Organisation
from sim.networks.published.vocabulary import USUAL_SIZE

# What measures an organisation, the best first; one measure within a type
MEASURES = (
    ("patients", "registered patients"),
    ("floor_area", "floor area of its sites"),
    ("population", "population of its catchment"),
    ("practices", "number of its practices"),
)


def sizes(organisations: Sequence[Organisation], account: Account) -> list[float | None]:
    """Return the size of each, relative to the average organisation of a made-up system, or None.

    The mean of a type is its usual size; within a type, sizes are in proportion to the measure
    that most of its organisations have.
    """
    found: list[float | None] = [None] * len(organisations)
    kinds = [str(each.says["type"]) for each in organisations]
    for kind in dict.fromkeys(kinds):
        members = [i for i, each in enumerate(kinds) if each == kind]
        measure, words = max(
            MEASURES, key=lambda each: sum(_has(organisations[i], each[0]) for i in members)
        )
        known = [i for i in members if _has(organisations[i], measure)]
        if not known:
            continue
        mean = sum(organisations[i].says[measure] for i in known) / len(known)
        for i in known:
            usual = USUAL_SIZE.get(kind, 1.0)
            found[i] = round(usual * organisations[i].says[measure] / mean, 3) or 0.001
        account.assumed.append(
            f"size of {kind}: {USUAL_SIZE.get(kind, 1.0):g} on average, as in shipped systems, and "
            f"in proportion to the {words} ({len(known):,} of {len(members):,} known)"
        )
    return found


def _has(organisation: Organisation, measure: str) -> bool:
    return organisation.says.get(measure, 0) > 0
