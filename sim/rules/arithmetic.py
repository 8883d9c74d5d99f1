"""Our own exp, log and power: the same bits in plain Python and in compiled code.

A library's `exp` differs in the last bit between platforms and versions, and a call
stops the compiler from using vector instructions.  These are polynomials; their error is below
one part in 10^15 (tested against `math`).
"""

import math

from sim.rules.compiled import bits_of, number_of, rule, twin

LOG2_E = 1.4426950408889634
LN2_HIGH = 0.6931471803691238  # the leading bits of ln 2, so that n * LN2_HIGH is exact
LN2_LOW = 1.9082149292705877e-10
ROUNDING = 6755399441055744.0  # 1.5 * 2^52: adding it leaves the nearest whole number
SMALLEST = 2.2250738585072014e-308
ROOT_HALF = 0.7071067811865476


def times_power_of_two(number: float, exponent: float) -> float:
    """Scale by a power of two, exactly."""
    return math.ldexp(number, int(exponent))


@twin(times_power_of_two)
def _times_power_of_two(number: float, exponent: float) -> float:
    return number * number_of((int(exponent) + 1023) << 52)


def binary_exponent(number: float) -> float:
    """Exponent e of number = m 2^e with m in [0.5, 1)."""
    return float(math.frexp(number)[1])


@twin(binary_exponent)
def _binary_exponent(number: float) -> float:
    return float((bits_of(number) >> 52) - 1022)


def mantissa(number: float) -> float:
    """Mantissa m in [0.5, 1) of a number above 0, m 2^e."""
    return math.frexp(number)[0]


@twin(mantissa)
def _mantissa(number: float) -> float:
    return number_of((bits_of(number) & 0xFFFFFFFFFFFFF) | 0x3FE0000000000000)


@rule
def exp(x: float) -> float:
    """Exponential; x is clipped to [-700, 700], where the result neither vanishes nor overflows."""
    x = min(max(x, -700.0), 700.0)
    n = (x * LOG2_E + ROUNDING) - ROUNDING
    r = (x - n * LN2_HIGH) - n * LN2_LOW
    tail = 1.0 / 3628800 + r * (1.0 / 39916800 + r * (1.0 / 479001600))
    tail = 1.0 / 5040 + r * (1.0 / 40320 + r * (1.0 / 362880 + r * tail))
    tail = 1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * tail))
    series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6 + r * tail)))
    return times_power_of_two(series, n)


@rule
def log(x: float) -> float:
    """Natural logarithm; any x below the smallest normal number, even 0, counts as that number."""
    x = max(x, SMALLEST)
    e = binary_exponent(x)
    m = mantissa(x)
    below = 1.0 if m < ROOT_HALF else 0.0
    m = m + m * below
    e = e - below
    f = (m - 1.0) / (m + 1.0)
    s = f * f
    tail = 1.0 / 13 + s * (1.0 / 15 + s * (1.0 / 17 + s * (1.0 / 19 + s * (1.0 / 21))))
    tail = 1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s * (1.0 / 11 + s * tail)))
    series = 2.0 * f * (1.0 + s * (1.0 / 3 + s * tail))
    return e * LN2_HIGH + (series + e * LN2_LOW)


@rule
def power(base: float, exponent: float) -> float:
    """Power of a number above 0."""
    return exp(exponent * log(base))
