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
    that most of its organisations have. None at all where a list says sizes of its own.
    """
    found: list[float | None] = [None] * len(organisations)
    if any("size" in each.says.get("own", {}) for each in organisations):
        # A list may count in beds or staff: beside measures of ours, its sizes would mean nothing
        account.left_out.extend(
            f"size by {words}: those of the list count"
            for measure, words in MEASURES
            if any(_has(each, measure) for each in organisations)
        )
        return found
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
