"""Writes `mpmath.rs`, and prints the constants of `src/isa/functions/f64.rs`, and the latest of `f32.rs`.

    pip install mpmath==1.4.1 numpy==2.4.6 && python convgen-runtime/tests/functions/generate.py

A polynomial is the least-squares fit of relative weight at Chebyshev's nodes, close to the minimax one. Its coefficients
are rounded one by one, the lowest first, and the others are fitted again.
"""

from pathlib import Path

import mpmath as mp
import numpy as np

HERE = Path(__file__).resolve().parent
ARGUMENTS = [-20.25, -17.5, -8.625, -5.0, -4.984375, -2.25, -0.1875, -0.0009765625, 0.15625, 1.0, 3.375, 6.5]
CENTRE = mp.mpf(3.5)
VANISHED = mp.mpf("38.7")


def main() -> None:
    mp.mp.dps = 100
    (HERE / "mpmath.rs").write_text(values())
    widest = mp.log(2) / 2 + mp.mpf(2) ** -12
    # 1/2 is exact, and given.
    tail = lambda r: (mp.expm1(r) - r) / r**2 - mp.mpf(1) / 2
    print("EXPONENTIAL", [*fit(tail, lambda r: r**2 / mp.exp(r), -widest, widest, range(1, 11)), "0.5"])
    print("NORMAL", fit(scaled_normal, lambda t: 1 / scaled_normal(t), mp.mpf(-1), to_t(VANISHED), range(24)))
    linear = 2 * mp.sqrt(2 / mp.pi)
    cubic = linear * mp.mpf("0.044715")
    print("LOGARITHM", fit(logarithm, lambda q: q, mp.mpf(0), mp.mpf(4) / 9, range(10)))
    print("LOGARITHM of f32", fit(logarithm, lambda q: q, mp.mpf(0), mp.mpf(4) / 9, range(5), nearest=np.float32))
    print("LN_2", parts(mp.log(2), 42))
    print("LINEAR", rust(linear), parts(linear, 35))
    print("CUBIC", parts(cubic, 17), rust(3 * cubic))


# Constants


def fit(function, weight, least, most, powers: range, nodes: int = 64, nearest=np.float64) -> list[str]:
    """From the highest power down."""
    middle, half = (least + most) / 2, (most - least) / 2
    places = [middle + half * mp.cos(mp.pi * (2 * k + 1) / (2 * nodes)) for k in range(nodes)]
    weights = [weight(x) for x in places]
    rest = [function(x) for x in places]
    coefficients = []
    for power in powers:
        columns = [[w * x**p for w, x in zip(weights, places)] for p in range(power, powers.stop)]
        wanted = [w * value for w, value in zip(weights, rest)]
        matrix = mp.matrix([[mp.fdot(a, b) for b in columns] for a in columns])
        right = mp.matrix([mp.fdot(a, wanted) for a in columns])
        rounded = nearest(float(mp.lu_solve(matrix, right)[0]))
        coefficient = mp.mpf(float(rounded))
        coefficients.append(rust(rounded))
        rest = [value - coefficient * x**power for value, x in zip(rest, places)]
    return coefficients[::-1]


def logarithm(q):
    """`(2·artanh(s/2) - s) / s³` with `q = s²`"""
    half = mp.sqrt(q) / 2
    return (mp.atanh(half) / half - 1) / q


def to_t(y):
    return (y - CENTRE) / (y + CENTRE)


@mp.memoize
def scaled_normal(t):
    """`G`"""
    y = CENTRE * (1 + t) / (1 - t)
    return normal(-y) * mp.exp(y**2 / 2) * (y + CENTRE)


def parts(number, bits: int) -> tuple[str, str]:
    """A part of so many bits, and the rest."""
    mantissa, exponent = mp.frexp(number)
    high = mp.ldexp(mp.nint(mp.ldexp(mantissa, bits)), int(exponent) - bits)
    return rust(high), rust(number - high)


# Values


def values() -> str:
    rows = []
    for x in ARGUMENTS:
        exact = [function(mp.mpf(x)) for function in (logistic, mp.tanh, silu, gelu, gelu_tanh, elu, mish, softplus)]
        halves = ((value, value - mp.mpf(float(value))) for value in exact)
        doubles = "".join(f"            Double::new({rust(high)}, {rust(low)}),\n" for high, low in halves)
        rows.append(f"    (\n        {rust(x)},\n        [\n{doubles}        ],\n    ),\n")
    return f"""//! Values by mpmath 1.4.1: what the functions to compare with are compared with. Written by `generate.py`.

use super::COUNT;
use super::double_double::Double;

/// An `x`, and its values in the order of the tests.
pub(crate) const VALUES: [(f64, [Double; COUNT]); {len(rows)}] = [
{"".join(rows)}];
"""


def normal(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def logistic(x):
    return 1 / (1 + mp.exp(-x))


def silu(x):
    return x * logistic(x)


def gelu(x):
    return x * normal(x)


def gelu_tanh(x):
    return x * logistic(2 * mp.sqrt(2 / mp.pi) * (x + mp.mpf("0.044715") * x**3))


def elu(x):
    return x if x > 0 else mp.expm1(x)


def softplus(x):
    return mp.log1p(mp.exp(x))


def mish(x):
    return x * mp.tanh(softplus(x))


def rust(number) -> str:
    """The f64, or NumPy's number, in Rust, digits in threes."""
    number = number if isinstance(number, np.floating) else float(number)
    mantissa, _, exponent = str(number).partition("e")
    whole, _, digits = mantissa.partition(".")
    threes = "_".join(digits[k : k + 3] for k in range(0, len(digits), 3))
    return whole + (f".{threes}" if digits else "") + (f"e{int(exponent)}" if exponent else "")


if __name__ == "__main__":
    main()
