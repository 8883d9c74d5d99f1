"""What levers do in a classic process, worked by hand."""

import pytest
from made_up import month, settings, someone

from sim.process import classic

EVERYWHERE = dict(scope=True, supported=0)


def test_the_rate_of_innovation_by_hand():
    """Hearing: .02 alone, .25 x .2 by communications, .3 by help at hand."""
    p, now = settings(levers=1, bass_innovation=0.01), month(comms=0.2)
    helped, alone = someone(**EVERYWHERE), someone(scope=True, supported=-1)
    beyond = someone(scope=False, supported=-1)

    assert classic.innovation(p, now, helped) == pytest.approx(0.01 * (0.02 + 0.05 + 0.3) / 0.02)
    assert classic.innovation(p, now, alone) == pytest.approx(0.01 * 0.07 / 0.02)
    assert classic.innovation(p, now, beyond) == 0.01
    assert classic.innovation(settings(bass_innovation=0.01), now, helped) == 0.01


def test_exposure_by_hand():
    """A quarter seen; .08 x .5 x .6 by advocates, and .1 x .3 x .4 by benchmarking."""
    now, me = month(comms=0.5, data=0.3), someone(scope=True, exposure=0.25)
    now.advocates, now.share_live = 0.6, 0.4

    assert classic.exposed(settings(levers=1), now, me) == pytest.approx(0.25 + 0.024 + 0.012)
    assert classic.exposed(settings(), now, me) == 0.25
    me.exposure = 0.99
    assert classic.exposed(settings(levers=1), now, me) == 1.0


def test_the_threshold_by_hand():
    """.3 less by help, .15 x .4 less by co-design."""
    now, me = month(codesign=0.4), someone(**EVERYWHERE)

    p = settings(levers=1, threshold=0.5)
    assert classic.threshold(p, now, me) == pytest.approx(0.5 * (1 - 0.3 - 0.06))
    assert classic.threshold(settings(threshold=0.5), now, me) == 0.5


def test_levers_without_a_dose_change_nothing():
    now, me = month(), someone(scope=True, supported=-1, exposure=0.3)
    p = settings(levers=1, threshold=0.37, bass_innovation=0.013)

    assert classic.innovation(p, now, me) == 0.013
    assert classic.exposed(p, now, me) == 0.3
    assert classic.threshold(p, now, me) == 0.37
