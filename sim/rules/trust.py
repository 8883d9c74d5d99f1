"""Trust of an organisation in what others tell it, what builds it and what costs it (E21)."""

from sim.rules.compiled import rule


@rule
def believed(trust: float) -> float:
    """Factor on what others tell and show:  2 T; a trust of one half is neutral  (E21)."""
    return 2.0 * trust


@rule
def listening(codesign: float, comms: float, two_way: float) -> float:
    """How much others listen and answer [0 to 1]: co-design, and two-way communication  (E21).

    codesign, comms  [share]  doses
    two_way          [share]  part of communications that listens and answers
    """
    return min(codesign + two_way * comms, 1.0)


@rule
def disappointment(gone: float, compelled: bool) -> float:
    """How much an organisation is let down [0 to 1]: neighbours gave up, or it is forced  (E21).

    gone  [share]  trust in the neighbours that have given up, over the number of its ties
    """
    return min(gone + compelled, 1.0)


@rule
def trust_after(
    trust: float,
    listening: float,
    disappointment: float,
    built: float,
    lost: float,
    recovery: float,
    start: float,
) -> float:
    """Trust after a month, in [0, 1]; with nothing to move it, it goes back to its start  (E21).

    built, lost, recovery  [1/month]  rates at full listening, full disappointment and always
    """
    gained = built * listening * (1.0 - trust)
    after = trust + gained - lost * disappointment * trust + recovery * (start - trust)
    return min(max(after, 0.0), 1.0)
