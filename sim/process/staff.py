"""What change does to an organisation's people: fatigue, and champions who come and go."""

from sim.params.names import ABANDONED, COP, DERISK, IMPLEMENTING, ONE2ONE
from sim.process.doses import strongest
from sim.process.settings import Settings
from sim.process.stages import in_practice
from sim.process.state import Month
from sim.rules import draws, moves, performance
from sim.rules.compiled import part, where


@part
def fatigue_after(p: Settings, month: Month, stage: int, goes: int, fatigue: float) -> float:
    """Fatigue after a month: a go-live or a failure adds to it, the month lowers it (E16, E17)."""
    by_go_live = performance.go_live_fatigue(p.fatigue_go_live, p.disruption)
    by_derisk = p.derisk_bad_news * strongest(month, DERISK)
    by_failure = performance.failure_fatigue(p.fatigue_failure, by_derisk)
    starts = (goes == IMPLEMENTING) & (stage != goes)
    fails = (goes == ABANDONED) & (stage == IMPLEMENTING)
    added = where(starts, by_go_live, where(fails, by_failure, 0.0))
    return performance.fatigue_after(fatigue, added, p.fatigue_recovery, p.fatigue_start)


@part
def champion_gain(p: Settings, month: Month, stage: int, helped: bool) -> float:
    """Chance that a champion comes forward in a month (E17).

    Communities of practice reach everybody in practice, in scope or not.
    """
    by_cop = p.cop_champion * where(in_practice(stage), strongest(month, COP), 0.0)
    by_help = p.support_champion * max(where(helped, 1.0, 0.0), month.given[ONE2ONE])
    return moves.champion_gain(p.champion_gain, by_help, by_cop)


@part
def champion_change(p: Settings, month: Month, stage: int, helped: bool, champion: bool) -> float:
    """Chance that a champion leaves where there is one, or comes forward where there is none."""
    return where(champion, p.champion_loss, champion_gain(p, month, stage, helped))


@part
def champion_draw(champion: bool) -> int:
    """Return the purpose of the draw by which a champion leaves or comes forward."""
    return where(champion, draws.CHAMPION_LOSS, draws.CHAMPION_GAIN)
