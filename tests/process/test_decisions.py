"""What an organisation decides in a month: the chance of each question, worked by hand."""

import pytest
from made_up import luck, month, settings, someone

from sim.params import names
from sim.process import barriers, decisions, implementation
from sim.process.snapshot import snapshot
from sim.process.state import NOT_READY
from sim.rules import draws


@pytest.fixture
def chance_of(monkeypatch):
    """Ask a question, and return the purpose and the chance that it uses."""
    asked = []
    for module in (decisions, implementation):
        monkeypatch.setattr(module, "happens", lambda m, me, *what: asked.append(what) or False)

    def ask(question, *about):
        asked.clear()
        question(*about)
        (told,) = asked
        return told

    return ask


def test_something_happens_if_its_draw_lies_below_its_chance():
    now, me = month(7), someone(index=3)
    now.address = draws.key(1, 2)
    drawn = draws.uniform(now.address, 3, 7, draws.COMMIT)
    assert decisions.happens(now, me, draws.COMMIT, drawn + 1e-12)
    assert not decisions.happens(now, me, draws.COMMIT, drawn)


def test_examples_and_evidence_of_a_site_by_hand():
    """In the dip for 6 months of evidence: half an example, and 1 - 1/e of the evidence.

    With a loss of .02 last month .5 - .5 / 4; with a gain of .08, embedded or not, 1.
    """
    p, me = settings(), someone(stage=names.IMPLEMENTING, evaluated=6.0)
    decisions.show(p, month(), me)
    assert (me.shown, me.made) == (0.5, pytest.approx(0.6321206))
    for stage, performance, shown in ((4, -0.02, 0.375), (4, 0.08, 1.0), (5, 0.08, 1.0)):
        site = someone(stage=stage, performance=performance)
        decisions.show(p, month(), site)
        assert site.shown == pytest.approx(shown)
    gave_up = someone(stage=names.ABANDONED, evaluated=6.0, performance=0.08)
    decisions.show(p, month(derisk=0.6), gave_up)
    assert (gave_up.shown, gave_up.made) == (pytest.approx(-0.7), 0.0)  # 1 - .5 x .6


def test_a_tie_by_hand():
    """Two types, maturities .3 apart: likeness .15/e; plan .2; a trust of .8."""
    me, peer = someone(type=0, maturity=0.7), someone(type=1, maturity=0.4, made=0.5, pilot=True)
    tie = someone(trust=0.8)
    p = settings(plan=0.2)
    decisions.weigh(p, me, peer, tie)
    assert tie.carries == pytest.approx(0.8 * (0.2 + 0.8 * 0.15 * 0.3678794))
    assert decisions.heard_from(p, 0.5, peer.made, peer.pilot) == pytest.approx(
        0.5 * 0.5 * 0.16 * 2.5
    )


def test_looking_at_neighbours_by_hand():
    """Five neighbours: what they show sums to .9, and to .3 as far as it is usable here."""
    me = someone(rank=0.25, trust=0.4)
    decisions.look(me, 0.9, 0.3, 1.5, 0.5, 5)
    assert me.exposure == pytest.approx(0.072)  # .8 x (.25 x .9 + .75 x .3) / 5
    assert (me.moving, me.gone) == (pytest.approx(0.3), pytest.approx(0.1))
    decisions.look(me, 0.0, 0.0, 0.0, 0.0, 0)
    assert (me.exposure, me.moving, me.gone) == (0.0, 0.0, 0.0)


def test_strengths_and_factors_of_an_organisation_by_hand():
    now = month()
    now.everywhere, now.reach, now.winter = 3.0, 0.1, 0.25
    me = someone(
        stage=names.AWARE, culture=0.5, capacity=0.4, fatigue=0.15, maturity=0.45, finance=0.3,
        legacy=0.7, compelled=True, heard=0.2, alike=2.0, alike_same_type=1.0,
    )  # fmt: skip
    p = settings(plan=0.7)

    def told(about):
        return [about(gap, p, now, me, snapshot(now, me)) for gap in range(5)]

    # .4 x .75 x .85; and 1 - exp(-(.2 + .1 x (2.1 + .3 x 1.15)))
    strengths = [0.5, 0.255, 1 - 2.718281828**-0.4445, 0.45, 0.3]
    assert told(barriers.strength) == pytest.approx(strengths)
    me.trust = 0.25  # believes half of it
    assert told(barriers.strength)[2] == pytest.approx(1 - 2.718281828**-0.22225)
    assert told(barriers.factor) == pytest.approx([1.3, 1.0, 1.0, 1.2, 1.0])
    decisions.face_gaps(p, now, me)
    assert me.bound == names.AWARE
    me.compelled = False
    assert told(barriers.factor) == pytest.approx([1.0, 1.0, 1.0, 1.2, 1.0])


def test_winter_takes_capacity_from_the_gap_and_from_the_case_and_nothing_else():
    p = settings()
    for winter, strength, progress in ((0.0, 0.5, 0.25), (0.5, 0.25, 0.2)):
        now, me = month(), someone(stage=names.COMMITTED, capacity=0.5)
        now.winter = winter
        told = [barriers.strength(gap, p, now, me, snapshot(now, me)) for gap in range(5)]
        assert told == [0.0, strength, 0.0, 0.0, 0.0]
        decisions.finishes_case(p, now, me)
        assert me.case == pytest.approx(progress)  # a quarter x (.6 + .8 x capacity)


def test_hearing_by_hand(chance_of):
    # .02 + .25 x .4 + .4 x .75 x .375 + .3 = .5325; a trust of .8 makes .6 of the .375
    p, now = settings(observability=0.75), month(comms=0.4)
    told = chance_of(decisions.hears, p, now, someone(moving=0.375, supported=0))
    assert told == (draws.AWARE, pytest.approx(0.4128649))
    told = chance_of(decisions.hears, p, now, someone(moving=0.375, supported=0, trust=0.8))
    assert told == (draws.AWARE, pytest.approx(1 - 2.718281828**-0.6))


def test_committing_by_hand(chance_of):
    """No gaps, quality .6, and as much exposure as is needed: .6 x 1.2 x 1 x 1 x .5 = .36.

    Needed: .5 x .2 x (1.2 - .4 x .5) = .1.  Felt: .05 x (.8 + .93 x .2) + .08 x .5 x 2/3
    + .1 x .4 x .5 = .0493 + .0266667 + .02 = .0959667, and one-to-one help cuts what is needed.
    """
    p = settings(quality=0.6, observability=0.2, trialability=0.5)
    now = month(comms=0.5, data=0.4)
    now.advocates, now.share_live = 2 / 3, 0.5
    me = someone(exposure=0.05, rank=0.8)
    ramp = 1 / (1 + 2.718281828 ** (-12 * (0.0959667 - 0.1)))
    expected = 1 - 2.718281828 ** (-0.72 * ramp)
    assert chance_of(decisions.commits, p, now, me) == (draws.COMMIT, pytest.approx(expected))
    me.supported, now.offered[names.CODESIGN] = 0, 0.5  # x (1 - .3 - .075)
    ramp = 1 / (1 + 2.718281828 ** (-12 * (0.0959667 - 0.0625)))
    helped = 1 - 2.718281828 ** (-0.72 * ramp)
    assert chance_of(decisions.commits, p, now, me)[1] == pytest.approx(helped)


def test_lapsing_by_hand(chance_of):
    # .0325 x (1 - .5 x .4) x (1 - .5 x .5) x .5 = .00975; x (1 - .46) with a champion
    now, about = month(comms=0.4, cop=0.5), dict(stage=names.COMMITTED, supported=0)
    alone = chance_of(decisions.lapses, settings(), now, someone(**about))
    assert alone == (draws.LAPSE, pytest.approx(1 - 2.718281828**-0.00975))
    led = chance_of(decisions.lapses, settings(), now, someone(champion=True, **about))
    assert led[1] == pytest.approx(1 - 2.718281828**-0.005265)


def test_complying_by_hand(chance_of):
    told = chance_of(decisions.complies, settings(), month(), someone())
    assert told == (draws.COMPLY, pytest.approx(0.0951626))


def test_a_board_by_hand(chance_of):
    """No gaps, clarity .2 and half a dose of governance: 1.3 x .6 x 1.25 = .975, limited to .95."""
    p, now, me = settings(regulatory_clarity=0.2), month(govern=0.5), someone()
    assert chance_of(decisions.is_approved, p, now, me) == (draws.APPROVE, 0.95)
    now.resistances = [0.0, 0.0, 0.0, 0.0, 0.5]  # weight 1.25: e^-.625 = .5352614
    assert chance_of(decisions.is_approved, p, now, me)[1] == pytest.approx(0.975 * 0.5352614)
    now.mandated, now.gaps[names.FINANCIAL] = True, 0.1  # a floor of .7 x .9
    assert chance_of(decisions.is_approved, p, now, me)[1] == pytest.approx(0.63)
    assert chance_of(decisions.is_rejected, p, now, me) == (draws.REJECT, pytest.approx(0.075))


def test_leaving_by_hand(chance_of):
    # In the dip .14 x .4 x .5 x 1.3 x (1 - .25 x .4); embedded .012 x .4 x (1 - .12) x (1 - .15)
    p, now = settings(), month(derisk=0.4, partner=0.4, cop=0.5)
    me = someone(stage=names.IMPLEMENTING, sustain=0.6, performance=-0.05, compelled=True, age=3)
    told = chance_of(implementation.leaves, p, now, me)
    assert told == (draws.ABANDON, pytest.approx(1 - 2.718281828**-0.03276))
    me.compelled = False
    of_ones_own = chance_of(implementation.leaves, p, now, me)[1]
    assert of_ones_own == pytest.approx(1 - 2.718281828**-0.0252)
    me.stage = names.EMBEDDED
    told = chance_of(implementation.leaves, p, now, me)
    assert told == (draws.DISCONTINUE, pytest.approx(1 - 2.718281828**-0.0035904))


def test_nobody_gives_up_in_the_first_two_live_months(monkeypatch):
    luck(monkeypatch, ABANDON=0.0)
    me = someone(stage=names.IMPLEMENTING, performance=-0.1)
    tried = [implementation.leaves(settings(), month(), someone(**vars(me) | {"age": a})) for a in
             range(1, 5)]  # fmt: skip
    assert tried == [False, False, True, True]


def test_boards_meet_in_their_turn_until_all_have_approved():
    me = someone(board_interval=3, phase=1, boards=2)
    assert [t for t in range(9) if decisions.meets_board(month(t), me)] == [2, 5, 8]
    me.approvals = 2
    assert not any(decisions.meets_board(month(t), me) for t in range(9))


@pytest.mark.parametrize(("months", "later"), [(0.0, 0), (1.0, 0), (1.5, 1), (4.0, 3), (12.0, 11)])
def test_procurement_begins_in_the_month_of_the_last_approval(months, later):
    p, me = settings(procurement=months), someone(boards=2)
    decisions.wins_approval(p, month(), me)
    decisions.procures(me)
    assert me.waited == NOT_READY  # one board is still to come
    decisions.wins_approval(p, month(), me)
    updates = 0
    decisions.procures(me)
    while me.waited == NOT_READY:
        updates += 1
        decisions.procures(me)
    assert updates == later
    assert me.waited == 0


def test_templates_shorten_procurement():
    me = someone()
    decisions.wins_approval(settings(procurement=4.0), month(standard=0.5), me)
    assert me.clock == pytest.approx(3.58)  # 4 x (1 - .35 x .5 x .6), not being co-designed


@pytest.mark.parametrize(
    ("state", "lucky", "expected"),
    [
        (dict(stage=names.UNAWARE), dict(AWARE=True, COMPLY=True), names.DECIDING),
        (dict(stage=names.AWARE), dict(COMMIT=True, COMPLY=True), names.DECIDING),
        (dict(stage=names.COMMITTED), dict(COMPLY=True), names.COMMITTED),
        (dict(stage=names.COMMITTED, case=0.9), dict(LAPSE=True), names.DECIDING),
        (dict(stage=names.COMMITTED), dict(LAPSE=True), names.AWARE),
        (dict(stage=names.DECIDING), dict(APPROVE=True, REJECT=True), names.DECIDING),
        (dict(stage=names.DECIDING), dict(REJECT=True), names.REJECTED),
        (dict(stage=names.DECIDING), dict(), names.DECIDING),
        (dict(stage=names.REJECTED, cool_off=9.0), dict(COMPLY=True), names.REJECTED),
    ],
)
def test_what_comes_first_when_two_things_could_happen(monkeypatch, state, lucky, expected):
    """Mandate before hearing or committing, case before lapse, approval before rejection."""
    luck(monkeypatch, **lucky)
    now = month()
    now.mandated = True
    me = someone(capacity=0.5, **state)
    assert decisions.next_stage(decisions.answer, settings(), now, me) == expected


@pytest.mark.parametrize("stage", [names.UNAWARE, names.AWARE])
def test_a_mandate_moves_only_organisations_that_the_programme_covers(monkeypatch, stage):
    luck(monkeypatch, COMPLY=True)
    now, meant, other = month(), someone(stage=stage), someone(stage=stage, scope=False)
    now.mandated = True
    assert decisions.next_stage(decisions.answer, settings(), now, meant) == names.DECIDING
    assert decisions.next_stage(decisions.answer, settings(), now, other) == stage
    assert (meant.compelled, other.compelled) == (True, False)


def test_a_classic_adopter_moves_once_and_for_good(chance_of, monkeypatch):
    bass = settings(kind=1, bass_innovation=0.01, bass_imitation=0.04)
    told = chance_of(decisions.adopts, bass, month(), someone(exposure=0.5))
    assert told == (draws.BASS, pytest.approx(1 - 2.718281828**-0.03))
    by_share, by_count = settings(kind=2, threshold=0.5), settings(kind=2, threshold=2, count=1)
    few, many = someone(exposure=0.4, moving=1), someone(exposure=0.5, moving=2)
    for p in (by_share, by_count):
        assert decisions.next_by_classic(p, month(), few) == names.UNAWARE
        assert decisions.next_by_classic(p, month(), many) == names.EMBEDDED
    assert decisions.next_by_classic(by_count, month(), someone(moving=3)) == names.EMBEDDED
    embedded = someone(stage=names.EMBEDDED)
    assert decisions.next_by_classic(by_share, month(), embedded) == names.EMBEDDED
