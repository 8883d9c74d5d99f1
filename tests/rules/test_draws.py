"""Random numbers by address: the right numbers, the same everywhere, as good as independent."""

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from sim.params.names import LARGEST_SEED
from sim.rules import draws

WORD = 2**64
whole = st.integers(0, 2**63 - 1)
small = st.integers(0, 100_000)
PURPOSES = dict(
    RANK_NOISE=0,
    CHAMPION=1,
    PHASE=2,
    TARGET=3,
    AWARE=4,
    COMMIT=5,
    LAPSE=6,
    COMPLY=7,
    APPROVE=8,
    REJECT=9,
    ABANDON=10,
    DISCONTINUE=11,
    CHAMPION_LOSS=12,
    CHAMPION_GAIN=13,
    BASS=14,
    STAGE_TODAY=15,
    SINCE=16,
)


def splitmix64(seed):
    """The first output of SplitMix64, written from its publication (Steele, Lea & Flood 2014)."""
    z = (seed + 0x9E3779B97F4A7C15) % WORD
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % WORD
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % WORD
    return z ^ (z >> 31)


def reference(seed, replicate, organisation, month, purpose):
    """The draw of an address, word by word."""
    state = 0
    for each in (seed, replicate, organisation, 64 * month + purpose):
        state = splitmix64(state ^ each)
    return (state >> 11) / 2**53


@numba.njit(error_model="numpy")
def compiled(keys, organisations, months, purposes, told):
    """Draw in compiled code; float64[n]."""
    for i in range(len(told)):
        told[i] = draws.uniform(keys[i], organisations[i], months[i], purposes[i])


def many(seed, replicates, organisations, months, purposes):
    """The draws of a whole block of addresses, float64[replicates, organisations, ...]."""
    keys = np.array([draws.key(seed, r) for r in range(replicates)], np.uint64)
    where = np.ogrid[:replicates, :organisations, :months, :purposes][1:]
    words = [each.astype(np.uint64) for each in where]
    return draws.uniform(keys[:, None, None, None], *words)


def test_the_reference_is_the_published_generator():
    """The first outputs for seed 1234567, as printed with many implementations."""
    step = 0x9E3779B97F4A7C15
    published = [6457827717110365317, 3203168211198807973, 9817491932198370423]
    assert [splitmix64((1234567 + k * step) % WORD) for k in range(3)] == published
    assert draws.mix(0, 1234567) == published[0]


@given(whole, whole, small, small, st.integers(0, 63))
def test_a_draw_is_the_reference_at_its_address(seed, replicate, organisation, month, purpose):
    key = draws.key(seed, replicate)
    told = draws.uniform(key, organisation, month, purpose)
    assert told == reference(seed, replicate, organisation, month, purpose)
    assert 0.0 <= told < 1.0


def test_a_published_seed_keeps_its_numbers():
    """Golden: if one of these changed, every published result would change."""
    assert draws.uniform(draws.key(0, 0), 0, 0, draws.RANK_NOISE) == 0.1296456182997474
    assert draws.uniform(draws.key(1, 2), 3, 4, draws.COMMIT) == 0.4174069224850191


def test_python_arrays_and_compiled_code_draw_the_same_bits():
    chance = np.random.default_rng(1)
    seeds = [0, 1, LARGEST_SEED, *chance.integers(0, 2**63, 497).tolist()]
    replicates = [0, 2**40, 1, *chance.integers(0, 1000, 497).tolist()]
    keys = [draws.key(seed, r) for seed, r in zip(seeds, replicates, strict=True)]
    organisations = chance.integers(0, 100_000, 500)
    months, purposes = chance.integers(0, 1200, 500), chance.integers(0, 15, 500)

    rows = zip(keys, organisations.tolist(), months.tolist(), purposes.tolist(), strict=True)
    plain = [draws.uniform(*row) for row in rows]
    as_arrays = draws.uniform(
        np.array(keys, np.uint64),
        organisations.astype(np.uint64),
        months.astype(np.uint64),
        purposes.astype(np.uint64),
    )
    told = np.empty(500)
    compiled(np.array(keys, np.uint64), organisations, months, purposes, told)

    assert as_arrays.tobytes() == np.array(plain).tobytes()
    assert told.tobytes() == np.array(plain).tobytes()


def test_no_two_of_a_million_addresses_draw_the_same_number():
    """A good hash of 53 bits would have a collision here for one seed in 18,000."""
    assert len(np.unique(many(0, 25, 100, 40, 10))) == 1_000_000


def test_different_seeds_and_replicates_begin_different_addresses():
    keys = {draws.key(seed, r) for seed in range(300) for r in range(300)}
    assert len(keys) == 90_000


def test_draws_are_spread_evenly():
    """Chi squared over 1,000 bins; a perfect generator would fail once in 10,000 seeds."""
    counts = np.bincount((many(1, 20, 100, 50, 10) * 1000).astype(int).ravel(), minlength=1000)
    expected = counts.sum() / 1000
    statistic = ((counts - expected) ** 2 / expected).sum()
    assert chi2.sf(statistic, 999) > 1e-4
    assert chi2.cdf(statistic, 999) > 1e-4  # nor too even


@pytest.mark.parametrize("axis", range(4), ids=("replicate", "organisation", "month", "purpose"))
@pytest.mark.parametrize("apart", [1, 2, 8])
def test_neighbouring_addresses_are_not_correlated(axis, apart):
    """At 10^5 pairs, 4.5 standard errors: a perfect generator fails for one seed in 10,000.

    The 12 cases together.
    """
    shape = [10, 10, 10, 10]
    shape[axis] = 100 + apart
    block = np.moveaxis(many(2, *shape), axis, 0)
    one, other = block[:-apart].ravel(), block[apart:].ravel()
    assert len(one) == 100_000
    correlation = np.corrcoef(one, other)[0, 1]
    assert abs(correlation) < 4.5 / np.sqrt(len(one))


def test_pairs_of_neighbours_fill_the_square_evenly():
    """Dependence without correlation: 20 x 20 cells; fails for one seed in 10,000."""
    block = many(3, 20, 50, 50, 2).reshape(-1, 2)
    cells = np.histogram2d(*block.T, bins=20, range=((0, 1), (0, 1)))[0]
    statistic = ((cells - 125) ** 2 / 125).sum()
    assert chi2.sf(statistic, 399) > 1e-4


@pytest.mark.parametrize("word", range(4))
def test_one_changed_bit_of_an_address_changes_half_the_bits_of_the_draw(word):
    """Mean over 64,000 flipped bits; standard error 0.002, allowed 5 of them."""
    changed = []
    for trial in range(1000):
        address = [5, trial % 64, trial // 3, trial % 72]
        other = list(address)
        other[word] ^= 1 << (trial % 5)
        states = []
        for each in (address, other):
            state = 0
            for value in each:
                state = draws.mix(state, value)
            states.append(state)
        changed.append((states[0] ^ states[1]).bit_count())
    assert np.mean(changed) / 64 == pytest.approx(0.5, abs=0.01)


def test_purposes_are_never_renumbered():
    """A purpose keeps its number for ever; add new ones at the end, here too."""
    told = {name: n for name, n in vars(draws).items() if name.isupper() and type(n) is int}
    assert told.pop("PURPOSES") == 64
    assert told == PURPOSES
    assert sorted(told.values()) == list(range(len(told)))


def test_a_month_and_a_purpose_share_a_word_without_meeting():
    words = {64 * month + purpose for month in range(1200) for purpose in PURPOSES.values()}
    assert len(words) == 1200 * len(PURPOSES)
    assert max(PURPOSES.values()) < draws.PURPOSES
