//! Functions of f64 that `core` does not have, to nearly all of its digits: the definitions that the
//! activations of generated kernels are compared with. They share nothing with those, and are slow.

/// `ln 2` in a part whose products with exponents are exact, and the rest.
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// `1 / √(2π)`
const DENSITY: f64 = 0.398_942_280_401_432_7;

/// `e^x`
pub(super) const fn exp(x: f64) -> f64 {
    let (tail, n) = reduced(x);
    scaled(tail + 1.0, n)
}

/// `e^x - 1`, which keeps its digits near zero.
pub(super) const fn exp_m1(x: f64) -> f64 {
    match reduced(x) {
        (tail, 0) => tail,
        (tail, n) => scaled(tail + 1.0, n) - 1.0,
    }
}

/// `ln(1 + x)` for an `x` from 0 to 1: the series `2·artanh(s) = 2·Σ s^(2k+1) / (2k+1)` of
/// `s = x / (2 + x)`, which is a third at most.
pub(super) const fn ln_1p(x: f64) -> f64 {
    let s = x / (2.0 + x);
    // Horner's scheme, from a term that is less than 1e-20 of the first.
    let (mut sum, mut k) = (0.0, 20.0);
    while k > 0.0 {
        sum = (sum + 1.0 / (2.0 * k + 1.0)) * s * s;
        k -= 1.0;
    }
    2.0 * (s + s * sum)
}

/// `tanh(x)`
pub(super) const fn tanh(x: f64) -> f64 {
    let (tail, n) = reduced(2.0 * x);
    // `e^2x - 1` keeps its digits near zero; beyond 20 the quotient is 1.
    match n {
        0 => tail / (tail + 2.0),
        58.. => 1.0,
        _ => {
            let less_one = scaled(tail + 1.0, n) - 1.0;
            less_one / (less_one + 2.0)
        }
    }
}

/// The cumulative distribution function of the normal distribution, `Φ(x) = (1 + erf(x/√2)) / 2`.
pub(super) const fn normal(x: f64) -> f64 {
    if x < -4.0 {
        lower_tail(-x)
    } else if x > 4.0 {
        1.0 - lower_tail(x)
    } else {
        0.5 + DENSITY * exp(-0.5 * x * x) * series(x)
    }
}

/// `Σ x^(2k+1) / (1·3·…·(2k+1))`: Abramowitz & Stegun, *Handbook of Mathematical Functions*, 26.2.11.
const fn series(x: f64) -> f64 {
    let (mut sum, mut term, mut odd) = (x, x, 1.0);
    while term.abs() > 1e-18 * sum.abs() {
        odd += 2.0;
        term *= x * x / odd;
        sum += term;
    }
    sum
}

/// `Φ(-y) = φ(y) / (y + 1/(y + 2/(y + 3/(y + …))))`: the same, 26.2.14.
const fn lower_tail(y: f64) -> f64 {
    // From 4 on these are enough for all digits.
    let (mut fraction, mut k) = (y, 60.0);
    while k > 0.0 {
        fraction = y + k / fraction;
        k -= 1.0;
    }
    DENSITY * exp(-0.5 * y * y) / fraction
}

/// `(e^r - 1, n)` with `x = n·ln 2 + r`, by Taylor's series.
const fn reduced(x: f64) -> (f64, i32) {
    // Beyond these the exponential is infinity or zero.
    let x = if x > 800.0 {
        800.0
    } else if x < -800.0 {
        -800.0
    } else {
        x
    };
    // Towards zero from half a step further out is to the nearest. A conversion makes 0 of no number.
    let half = if x < 0.0 { -0.5 } else { 0.5 };
    let n = (x * core::f64::consts::LOG2_E + half) as i32;
    let r = x - n as f64 * LN_2_HIGH - n as f64 * LN_2_LOW;
    // Horner's scheme of Σ r^k/k!, from the 18th term, which is less than 1e-23.
    let (mut sum, mut k) = (0.0, 18.0);
    while k > 0.0 {
        sum = (sum + 1.0) * r / k;
        k -= 1.0;
    }
    (sum, n)
}

/// `x · 2^n` in two steps, neither of whose factors overflows.
const fn scaled(x: f64, n: i32) -> f64 {
    x * power(n / 2) * power(n - n / 2)
}

const fn power(n: i32) -> f64 {
    f64::from_bits(((n + 1023) as u64) << 52)
}
