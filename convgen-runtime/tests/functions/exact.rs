//! The functions to about 25 digits, also where an f64 has no digits left.

use std::f64::consts::{self, LOG2_E};

use super::double_double::{Double, product};

/// A value `number · 2^exponent`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exact {
    pub(crate) number: Double,
    pub(crate) exponent: i32,
}

/// The functions in the order of the tests.
pub(crate) const FUNCTIONS: [fn(f64) -> Exact; super::COUNT] =
    [sigmoid, tanh, silu, gelu, gelu_tanh, elu, mish, softplus];

const LN_2: Double = Double::new(consts::LN_2, 2.319_046_813_846_299_6e-17);
/// `1 / √(2π)`
const DENSITY: Double = Double::new(0.398_942_280_401_432_7, -2.492_327_202_277_73e-17);
/// `2·√(2/π)`
const LINEAR: Double = Double::new(1.595_769_121_605_730_8, -9.969_308_809_110_92e-17);
/// 0.044715
const CUBIC: Double = Double::new(0.044_715, 2.196_021_142_708_559_5e-18);

/// The square of it is less than the last of the digits of 1: 2⁻²⁰⁰.
const NEGLIGIBLE: f64 = f64::from_bits((1023 - 200) << 52);

impl Exact {
    fn times(self, x: f64) -> Self {
        let (x, exponent) = parts(x);
        Self { number: self.number * x, exponent: self.exponent + exponent }
    }

    /// The same with a number from 1 to 2, or zero.
    pub(crate) fn normalized(self) -> Self {
        let (_, exponent) = parts(self.number.high);
        Self { number: self.number.scaled(-exponent), exponent: self.exponent + exponent }
    }

    /// Its distance from a number, in units of the last of `digits` binary digits; below `2^lowest` they
    /// are those of `2^lowest`.
    pub(crate) fn ulps(self, found: f64, digits: i32, lowest: i32) -> f64 {
        let Self { number, exponent } = self.normalized();
        if number.high == 0.0 {
            return if found == 0.0 { 0.0 } else { f64::INFINITY };
        }
        let unit = exponent.max(lowest) - exponent - (digits - 1);
        let (found, its) = parts(found);
        let found = if found == 0.0 { 0.0 } else { found * 2.0_f64.powi(its - exponent) };
        ((found - number.high) - number.low).abs() * 2.0_f64.powi(-unit)
    }
}

/// `(m, n)` with `x = m · 2^n` and an `m` from 1 to 2, or zero.
fn parts(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // Subnormal numbers are made normal first.
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 2.0_f64.powi(54), 54) } else { (x, 0) };
    let exponent = ((x.to_bits() >> 52) & 0x7FF) as i32 - 1023;
    let number = f64::from_bits(x.to_bits() & !(0x7FF << 52) | 1023 << 52);
    (number, exponent - shift)
}

/// `(e^r - 1, n)` with `z = n·ln 2 + r`, by Taylor's series.
fn reduced(z: Double) -> (Double, i32) {
    let n = (z.high * LOG2_E).round();
    let r = z + LN_2 * -n;
    let series = (1..=24).rev().fold(Double::from(0.0), |sum, k| (sum + 1.0) * r / f64::from(k));
    (series, n as i32)
}

fn exp(z: Double) -> Exact {
    let (less_one, exponent) = reduced(z);
    Exact { number: less_one + 1.0, exponent }
}

/// A number that is added to others of about 1.
fn added(Exact { number, exponent }: Exact) -> Double {
    if exponent < -300 { 0.0.into() } else { number.scaled(exponent) }
}

/// `1 / (1 + e^-z)`
fn logistic(z: Double) -> Exact {
    let power = exp(if z.high < 0.0 { z } else { -z });
    let below = added(power) + 1.0;
    if z.high < 0.0 {
        Exact { number: power.number / below, exponent: power.exponent }
    } else {
        Exact { number: Double::from(1.0) / below, exponent: 0 }
    }
}

fn sigmoid(x: f64) -> Exact {
    logistic(x.clamp(-2000.0, 2000.0).into())
}

fn silu(x: f64) -> Exact {
    sigmoid(x).times(x)
}

/// The number itself.
pub(crate) fn same(x: f64) -> Exact {
    let (number, exponent) = parts(x);
    Exact { number: number.into(), exponent }
}

fn tanh(x: f64) -> Exact {
    if x.abs() < NEGLIGIBLE {
        // The next term is x³/3.
        return same(x);
    }
    let (mut less_one, n) = reduced((-2.0 * x.abs().min(100.0)).into());
    if n != 0 {
        less_one = added(Exact { number: less_one + 1.0, exponent: n }) + -1.0;
    }
    let number = -less_one / (less_one + 2.0);
    Exact { number: if x < 0.0 { -number } else { number }, exponent: 0 }
}

/// `Φ(x)` by the series and the continued fraction of Abramowitz & Stegun, *Handbook of Mathematical
/// Functions*, 26.2.11 and 26.2.14.
fn normal(x: f64) -> Exact {
    let y = x.abs().min(60.0);
    let square = product(y, y);
    let density = exp(-square.scaled(-1));
    let density = Exact { number: density.number * DENSITY, ..density };
    if y < 5.0 {
        let (mut sum, mut term, mut odd) = (Double::from(y), Double::from(y), 1.0);
        while term.high > 1e-33 * sum.high {
            odd += 2.0;
            term = term * square / odd;
            sum = sum + term;
        }
        let half = added(density) * sum;
        return Exact { number: if x < 0.0 { -half } else { half } + 0.5, exponent: 0 };
    }
    let fraction =
        (1..=70).rev().fold(Double::from(y), |below, k| Double::from(f64::from(k)) / below + y);
    let tail = Exact { number: density.number / fraction, ..density };
    if x < 0.0 { tail } else { Exact { number: -added(tail) + 1.0, exponent: 0 } }
}

fn gelu(x: f64) -> Exact {
    normal(x).times(x)
}

fn gelu_tanh(x: f64) -> Exact {
    let y = Double::from(x.clamp(-60.0, 60.0));
    logistic(LINEAR * y * (CUBIC * (y * y) + 1.0)).times(x)
}

fn elu(x: f64) -> Exact {
    if x > 0.0 || x.abs() < NEGLIGIBLE {
        return same(x);
    }
    let (less_one, n) = reduced(x.max(-2000.0).into());
    let number = match n {
        0 => less_one,
        n => added(Exact { number: less_one + 1.0, exponent: n }) + -1.0,
    };
    Exact { number, exponent: 0 }
}

/// `x·w / (w + 2)` with `w = e·(e + 2)` and `e = e^x`.
fn mish(x: f64) -> Exact {
    let power = exp(x.clamp(-2000.0, 100.0).into());
    let e = added(power);
    let more = e + 2.0;
    let number = power.number * more / (e * more + 2.0);
    Exact { number, ..power }.times(x)
}

fn softplus(x: f64) -> Exact {
    let t = exp((-x.abs()).max(-2000.0).into());
    // The next term is t²/2.
    let logarithm =
        if t.exponent < -110 { t } else { Exact { number: ln_1p(added(t)), exponent: 0 } };
    if x > 0.0 { Exact { number: added(logarithm) + x, exponent: 0 } } else { logarithm }
}

/// `2·artanh(t / (2 + t))`
fn ln_1p(t: Double) -> Double {
    let s = t / (t + 2.0);
    let square = s * s;
    // The last power of a third is 1e-34.
    let series = (0..=35)
        .rev()
        .fold(Double::from(0.0), |sum, k| sum * square + Double::from(1.0) / f64::from(2 * k + 1));
    (s * series).scaled(1)
}
