"""What staff do by themselves: they use the innovation without waiting for a board (E24)."""

from sim.rules.compiled import rule


@rule
def own_use_after(using: float, speed: float) -> float:
    """Share of staff who use it by themselves, a month later: users win over the others  (E24).

    speed  [1/month]  0 to 1   Bass's imitation; where nobody uses it, nobody begins
    """
    return using + speed * using * (1.0 - using)


@rule
def using(own: float, proficiency: float) -> float:
    """Share of an organisation's staff who use it: its own users, and of the others l  (E24)."""
    return own + (1.0 - own) * proficiency


@rule
def unapproved_exposure(size: float, using: float, risk: float) -> float:
    """Performance-months below what is tolerated, from use that nobody approved  (C02, E24).

    risk  [share of activity]  below tolerance where everybody uses it without approval
    """
    return size * using * risk
