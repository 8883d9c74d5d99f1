"""Our own exp, log and power: as in `math`, and the same bits compiled."""

import math

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import arithmetic

TINY = 5e-324  # the smallest number above 0, far below the normal ones
SMALLEST = 2.0**-1022  # the smallest normal number
EDGES = [0.0, -0.0, TINY, SMALLEST / 2, SMALLEST, 0.5, math.sqrt(0.5), 1.0 - 2.0**-53, 1.0]
EDGES += [1.0 + 2.0**-52, 2.0, 700.0, 701.0, 2.0**1022, 2.0**1023, 1.7976931348623157e308]

exponents = st.floats(-700, 700)
positive = st.floats(SMALLEST, 1.7976931348623157e308)
moderate = st.floats(1e-3, 1e3)


def test_exp_by_hand():
    assert arithmetic.exp(0.0) == 1.0
    assert arithmetic.exp(1.0) == pytest.approx(2.718281828459045, rel=1e-15)
    assert arithmetic.exp(-0.5) == pytest.approx(0.6065306597126334, rel=1e-15)


def test_log_by_hand():
    assert arithmetic.log(1.0) == 0.0
    assert arithmetic.log(10.0) == pytest.approx(2.302585092994046, rel=1e-15)
    assert arithmetic.log(0.5) == pytest.approx(-0.6931471805599453, rel=1e-15)


def test_power_by_hand():
    assert arithmetic.power(4.0, 0.5) == pytest.approx(2.0, rel=1e-15)
    assert arithmetic.power(205 / 60, 0.5) == pytest.approx(math.sqrt(205 / 60), rel=1e-15)
    assert arithmetic.power(10.0, -2.0) == pytest.approx(0.01, rel=1e-14)


def test_times_power_of_two_by_hand():
    assert arithmetic.times_power_of_two(3.0, 4.0) == 48.0  # 3 x 16
    assert arithmetic.times_power_of_two(3.0, -1.0) == 1.5


def test_binary_exponent_by_hand():
    assert arithmetic.binary_exponent(8.0) == 4.0  # 0.5 x 2^4
    assert arithmetic.binary_exponent(0.75) == 0.0
    assert arithmetic.binary_exponent(0.2) == -2.0  # 0.8 / 2^2


def test_mantissa_by_hand():
    assert arithmetic.mantissa(8.0) == 0.5  # 0.5 x 2^4
    assert arithmetic.mantissa(0.75) == 0.75


@given(exponents)
def test_exp_matches_the_library_to_one_part_in_ten_to_the_15(x):
    assert arithmetic.exp(x) == pytest.approx(math.exp(x), rel=1e-15)


@given(positive)
def test_log_matches_the_library_to_one_part_in_ten_to_the_15(x):
    assert arithmetic.log(x) == pytest.approx(math.log(x), rel=1e-15, abs=0)


@given(st.floats(1e-300, 1e300), st.floats(-2, 2))
def test_power_matches_the_library_as_far_as_its_logarithm_allows(base, exponent):
    """An error of 1 in 10^15 in the logarithm becomes that error times its size in the power."""
    size = abs(exponent * math.log(base))
    if size < 690:
        expected = base**exponent
        assert arithmetic.power(base, exponent) == pytest.approx(expected, rel=1e-15 * (1 + size))


@given(st.floats(-1e308, 1e308))
def test_exp_neither_underflows_nor_overflows(x):
    assert 0.0 < arithmetic.exp(x) < math.inf


@given(st.floats(0, SMALLEST))
def test_log_of_a_number_that_is_not_normal_is_that_of_the_smallest(x):
    assert arithmetic.log(x) == arithmetic.log(SMALLEST)


@given(exponents, exponents)
def test_exp_never_falls(x, y):
    low, high = sorted((x, y))
    assert arithmetic.exp(low) <= arithmetic.exp(high) * (1 + 1e-15)


@given(positive)
def test_a_number_is_its_mantissa_times_its_power_of_two(x):
    e = arithmetic.binary_exponent(x)
    mantissa = arithmetic.mantissa(x)
    assert 0.5 <= mantissa < 1.0
    assert arithmetic.times_power_of_two(mantissa, e) == x


@numba.njit(error_model="numpy")
def compiled(numbers, exponents, exps, logs, powers, scaled):
    """Call each function in compiled code; float64[n] each."""
    for i in range(len(numbers)):
        exps[i] = arithmetic.exp(exponents[i])
        logs[i] = arithmetic.log(numbers[i])
        powers[i] = arithmetic.power(numbers[i], exponents[i] / 700.0)
        scaled[i] = arithmetic.times_power_of_two(
            1.5, arithmetic.binary_exponent(max(numbers[i], 2.0**-1022)) - 1.0
        )


def test_plain_python_and_compiled_code_give_the_same_bits():
    chance = np.random.default_rng(1)
    wide = np.exp(chance.uniform(-708, 709, 20_000))
    near_one = chance.uniform(0.25, 4.0, 20_000)
    numbers = np.concatenate([EDGES, wide, near_one])
    edges = [0.0, -0.0, TINY, -TINY, 1.0, -1.0, 700.0, -700.0, 1e308, -1e308]
    drawn = chance.uniform(-700, 700, len(numbers) - len(edges) - 20_000)
    x = np.concatenate([edges, drawn, chance.uniform(-2, 2, 20_000)])
    told = [np.empty_like(x) for _ in range(4)]
    compiled(numbers, x, *told)

    plain = [
        [arithmetic.exp(each) for each in x.tolist()],
        [arithmetic.log(each) for each in numbers.tolist()],
        [arithmetic.power(a, b / 700.0) for a, b in zip(numbers.tolist(), x.tolist(), strict=True)],
        [
            arithmetic.times_power_of_two(1.5, arithmetic.binary_exponent(max(a, SMALLEST)) - 1.0)
            for a in numbers.tolist()
        ],
    ]
    for engine, python in zip(told, plain, strict=True):
        assert engine.tobytes() == np.array(python).tobytes()


@given(moderate, moderate, st.floats(-2, 2))
def test_the_power_of_a_product_is_the_product_of_the_powers(a, b, exponent):
    both = arithmetic.power(a, exponent) * arithmetic.power(b, exponent)
    assert arithmetic.power(a * b, exponent) == pytest.approx(both, rel=1e-13)
