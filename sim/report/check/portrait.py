"""A system of the user's own in a paragraph that can be read aloud to a board."""

from collections.abc import Iterator, Mapping, Sequence

from sim.networks.columns import TRAITS
from sim.report.words import listed
from sim.study.portrait import Portrait

MOST_WORDS = 90
NAMES = 3  # that a list names, fewer if the paragraph gets too long: first those of the first list
LISTS = ("sizes", "clusters", "isolated", "types")
MISSING = "missing"  # shortened last: then it names columns without their numbers
IN_WORDS = {"maturity": "digital maturity", "deprived": "deprivation"}
STAGE = "stage"  # what is told of it has a sentence of its own
MOST_COUNTED = 4  # columns of which the paragraph says how much is missing, if there is room
SAME = 0.05  # a mean this near to England's is like it


def paragraph(portrait: Portrait, title: str) -> str:
    """Say what a system is like, in at most 90 words and sentences of under 30."""
    names = dict.fromkeys((*LISTS, MISSING), NAMES)
    text = " ".join(_sentences(portrait, title, names))
    for each in (*LISTS * (NAMES - 1), MISSING):
        if len(text.split()) <= MOST_WORDS:
            break
        names[each] -= 1
        text = " ".join(_sentences(portrait, title, names))
    return text


def headline(portrait: Portrait, title: str) -> str:
    """Say in one sentence what stands out: what is unlike England, or who is alone."""
    apart = [(p, t) for t in TRAITS if (p := _apart(portrait, t)) is not None and abs(p) > SAME]
    alone = len(portrait.isolated)
    if apart:
        points, trait = max(apart, key=lambda each: abs(each[0]))
        way = "above" if points > 0 else "below"
        than = "what is assumed of England" if portrait.england[trait].is_assumed else "England's"
        said = f"{title}: {in_words(trait)} is {way} {than}"
    else:
        known = "traits are like England's" if portrait.own else "no trait is known"
        said = f"{title}: {known}"
    if portrait.ties_given and alone and portrait.organisations > 1:
        verb = "has" if alone == 1 else "have"
        return f"{said}, and {alone:,} of {portrait.organisations:,} {verb} no ties"
    parts = len(portrait.clusters.names)
    if portrait.ties_given and parts > 1:
        return f"{said}, and ties form {parts} clusters"
    return said


def in_words(trait: str) -> str:
    """Name a trait for a reader."""
    return IN_WORDS.get(trait, trait)


def _apart(portrait: Portrait, trait: str) -> float | None:
    own = portrait.own.get(trait)
    return None if own is None else own.mean - portrait.england[trait].mean


def _sentences(portrait: Portrait, title: str, names: Mapping[str, int]) -> Iterator[str]:
    yield _who(portrait, title, names["types"])
    yield from _sizes(portrait, names["sizes"])
    yield from _traits(portrait)
    yield from _ties(portrait, names["clusters"], names["isolated"])
    yield from _missing(portrait, names[MISSING] == NAMES)
    yield from _stages(portrait)


def _who(portrait: Portrait, title: str, names: int) -> str:
    n, types = portrait.organisations, portrait.types
    noun = "organisation" if n == 1 else "organisations"
    regions = len(portrait.regions)
    where = f" in {regions:,} regions" if regions > 1 else ""
    kinds = _some([f"{word} {count:,}" for word, count in types], names, " types")
    return f"{title} has {n:,} {noun}{where}: {kinds}."


def _sizes(portrait: Portrait, names: int) -> Iterator[str]:
    ratio = portrait.size_ratio
    if ratio < 1.5:
        if portrait.organisations > 1:
            yield "All are of about one size."
        return
    who = f"{portrait.largest} is " if names > 1 else "The largest is "
    than = portrait.smallest if names > 1 else "the smallest"
    yield f"{who}{ratio:,.0f} times as large as {than}."


def _traits(portrait: Portrait) -> Iterator[str]:
    """Compare means with England's, and say which of England's are measured."""
    pairs = [
        f"{in_words(each)} {portrait.own[each].mean:.2f} ({portrait.england[each].mean:.2f})"
        for each in TRAITS if each in portrait.own
    ]  # fmt: skip
    if not pairs:
        return
    yield f"Mean traits (England's in brackets): {', '.join(pairs)}."
    assumed = [each for each in TRAITS if portrait.england[each].is_assumed]
    measured = [in_words(each) for each in TRAITS if each not in assumed]
    if len(assumed) == len(TRAITS):
        yield "England's are assumed."
    elif assumed:
        yield f"Of England's, only {listed(measured)} is measured."


def _ties(portrait: Portrait, of_clusters: int, of_isolated: int) -> Iterator[str]:
    if not portrait.ties_given:
        yield "No ties are given, so they are drawn."
        return
    n, alone = portrait.organisations, portrait.isolated
    if n == 1:
        return
    if len(alone) == n:
        yield "Nobody has ties."
        return
    found = _clusters(portrait, of_clusters)
    ties = f"{portrait.ties:.1f}".removesuffix(".0")
    yield f"Each has {ties} {'tie' if ties == '1' else 'ties'} on average{found}."
    if alone:
        verb = "has" if len(alone) == 1 else "have"
        yield f"{len(alone):,} {verb} none: {_some(alone, of_isolated)}."


def _clusters(portrait: Portrait, names: int) -> str:
    clusters = portrait.clusters
    if len(clusters.names) < 2:
        return ", with no separate clusters"
    each = [f"{name} ({k:,})" for name, k in zip(clusters.names, clusters.sizes(), strict=True)]
    return f", in {len(each):,} clusters: {_some(each, names)}"


def _missing(portrait: Portrait, counted: bool) -> Iterator[str]:
    """Say what is not known and so drawn, other than stages.

    counted  with the number of organisations of each column
    """
    missing = {each: count for each, count in portrait.missing.items() if each != STAGE}
    if not missing:
        return
    n = portrait.organisations
    counts = set(missing.values())
    if len(counts) == 1 and len(missing) > 1:
        (count,) = counts
        many = f"of {count:,} of {n:,}" if count < n else "of any"
        traits = listed([in_words(each) for each in missing]).capitalize()
        yield f"{traits} {many} are not known: they are drawn."
        return
    if not counted or len(missing) > MOST_COUNTED:
        yield f"Drawn where it is not known: {listed([in_words(each) for each in missing])}."
        return
    said = [f"{in_words(each)} of {count:,}" for each, count in missing.items()]
    verb = "is" if len(said) == 1 else "are"
    yield f"Not known, and so drawn, {verb} {listed(said)} of {n:,}."


def _stages(portrait: Portrait) -> Iterator[str]:
    stages = portrait.stages
    if not stages:
        return
    told = sum(stages.values())
    yield f"{told:,} say where they stand: {portrait.live:,} live."


def _some(words: Sequence[str], names: int, what: str = "") -> str:
    """List the first words, and say how many more there are."""
    more = len(words) - names
    if more <= 1:
        return listed(list(words))
    return f"{', '.join(words[:names])} and {more:,} more{what}"
