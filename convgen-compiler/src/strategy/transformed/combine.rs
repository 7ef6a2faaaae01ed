//! Products with constant matrices, in few operations on vectors.
//!
//! The points of fast algorithms come as pairs `±p`. Such a pair's rows (of `B`) are the sum and the difference of
//! two parts, the even and the odd powers, and such a pair's columns (of `A`) are only met by the sum or the difference
//! of two inputs. Each of these is computed once.

/// What a step reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// An element of the vector that the matrix is multiplied with.
    Input(usize),
    /// The value of an earlier step.
    Step(usize),
}

/// One operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operation {
    /// A term times a coefficient.
    Mul(f64, Term),
    /// The sum of two terms.
    Add(Term, Term),
    /// The first term times a coefficient, plus the second.
    Fma(f64, Term, Term),
}

/// How the product of a matrix and a vector is computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// The operations, each of which reads inputs and earlier ones only.
    pub(super) steps: Vec<Operation>,
    /// What each row of the product is in the end; `None` is 0.
    pub(super) results: Vec<Option<Term>>,
}

/// A plan for the product with a matrix, given as rows of equally many coefficients. Coefficients of 0 cost nothing,
/// and those of 1 and −1 are no multiplications. All coefficients of steps are some of the matrix, or quotients
/// of two that an `f32` holds exactly.
pub(super) fn plan(rows: &[Vec<f64>]) -> Plan {
    let (plain, paired) = (planned(rows, false), planned(rows, true));
    if paired.steps.len() < plain.steps.len() { paired } else { plain }
}

/// A sum of terms times coefficients, none of which is 0.
type Sum = Vec<(f64, Term)>;

/// The plan with or without sums and differences of inputs.
fn planned(rows: &[Vec<f64>], columns: bool) -> Plan {
    let mut plan = Plan { results: vec![None; rows.len()], ..Plan::default() };
    let mut sums: Vec<Sum> = rows.iter().map(|row| terms(row)).collect();
    if columns {
        plan.pair_inputs(rows, &mut sums);
    }
    let mut rest: Vec<usize> = (0..rows.len()).rev().collect();
    while let Some(row) = rest.pop() {
        match rest.iter().rposition(|&other| alike(&sums[row], &sums[other])) {
            Some(at) => {
                let other = rest.remove(at);
                let both = plan.pair(&sums[row], &sums[other]);
                (plan.results[row], plan.results[other]) = both.unzip();
            }
            None => plan.results[row] = plan.sum(&sums[row]),
        }
    }
    plan
}

/// The inputs that a row of a matrix reads.
fn terms(row: &[f64]) -> Sum {
    let inputs = row.iter().enumerate().map(|(at, &factor)| (factor, Term::Input(at)));
    inputs.filter(|(factor, _)| *factor != 0.0).collect()
}

/// Whether two sums are of the same terms with the same coefficients, of which some but not all have other
/// signs.
fn alike(left: &Sum, right: &Sum) -> bool {
    let same = |(a, b): (&(f64, Term), &(f64, Term))| a.1 == b.1 && a.0.abs() == b.0.abs();
    let equal = left.iter().zip(right).filter(|(a, b)| a.0 == b.0).count();
    left.len() == right.len()
        && (1..left.len()).contains(&equal)
        && left.iter().zip(right).all(same)
}

/// Whether the sum and the difference of two inputs can stand in their place in all rows, with fewer operations.
fn pays(rows: &[Vec<f64>], left: usize, right: usize) -> bool {
    let read = || rows.iter().filter(|row| row[left] != 0.0);
    let sums = read().filter(|row| row[left] == row[right]).count();
    let differences = read().count() - sums;
    rows.iter().all(|row| row[left].abs() == row[right].abs())
        && sums + differences > usize::from(sums > 0) + usize::from(differences > 0)
}

/// Takes a coefficient out of a sum that has none of 1, where all quotients are exact: the sum that is left
/// starts without a multiplication.
fn reduced(sum: &Sum) -> (f64, Sum) {
    let exact = |whole: f64, part: f64| {
        let quotient = whole / part;
        f64::from(quotient as f32) == quotient && quotient * part == whole
    };
    let divides = |part: f64| sum.iter().all(|(whole, _)| exact(*whole, part));
    let divisors = sum.iter().map(|(factor, _)| *factor).filter(|factor| divides(*factor));
    let has_unit = sum.iter().any(|(factor, _)| *factor == 1.0);
    let divisor = divisors.into_iter().next().filter(|_| !has_unit).unwrap_or(1.0);
    (divisor, sum.iter().map(|(factor, term)| (factor / divisor, *term)).collect())
}

impl Plan {
    /// Puts the sum or the difference of two inputs in their place where that pays.
    fn pair_inputs(&mut self, rows: &[Vec<f64>], sums: &mut [Sum]) {
        let mut free: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).rev().collect();
        while let Some(left) = free.pop() {
            let Some(at) = free.iter().rposition(|&right| pays(rows, left, right)) else {
                continue;
            };
            let right = free.remove(at);
            for (row, sum) in rows.iter().zip(&mut *sums).filter(|(row, _)| row[left] != 0.0) {
                let sign = row[right] / row[left];
                let term = self.add(sign, Term::Input(right), Term::Input(left));
                sum.retain(|(_, term)| ![Term::Input(left), Term::Input(right)].contains(term));
                sum.push((row[left], term));
            }
        }
    }

    /// Two sums that are [`alike`]: the part with equal signs, plus and minus the other part.
    fn pair(&mut self, left: &Sum, right: &Sum) -> Option<(Term, Term)> {
        let part = |equal: bool| -> Sum {
            let pairs = left.iter().zip(right).filter(|(a, b)| (a.0 == b.0) == equal);
            pairs.map(|(a, _)| *a).collect()
        };
        let (factor, odd) = reduced(&part(false));
        let (even, odd) = (self.sum(&part(true))?, self.sum(&odd)?);
        Some((self.add(factor, odd, even), self.add(-factor, odd, even)))
    }

    /// A sum, beginning with a term that needs no multiplication if there is one. `None` if it is empty.
    fn sum(&mut self, sum: &Sum) -> Option<Term> {
        let start = sum.iter().position(|(factor, _)| *factor == 1.0).unwrap_or(0);
        let (factor, term) = *sum.get(start)?;
        let first = if factor == 1.0 { term } else { self.step(Operation::Mul(factor, term)) };
        let rest = sum[..start].iter().chain(&sum[start + 1..]);
        Some(rest.fold(first, |before, (factor, term)| self.add(*factor, *term, before)))
    }

    /// A term times a factor, plus another term.
    fn add(&mut self, factor: f64, term: Term, before: Term) -> Term {
        self.step(if factor == 1.0 {
            Operation::Add(before, term)
        } else {
            Operation::Fma(factor, term, before)
        })
    }

    /// The value of a step, which is an earlier one's if that is the same.
    fn step(&mut self, step: Operation) -> Term {
        let known = self.steps.iter().position(|earlier| *earlier == step);
        Term::Step(known.unwrap_or_else(|| {
            self.steps.push(step);
            self.steps.len() - 1
        }))
    }
}

#[cfg(test)]
impl Plan {
    /// The product with a vector, by the plan.
    pub(super) fn apply<T: Copy>(
        &self,
        vector: &[T],
        zero: T,
        fma: impl Fn(Option<f64>, T, Option<T>) -> T,
    ) -> Vec<T> {
        let mut values: Vec<T> = Vec::new();
        for step in &self.steps {
            let value = |term: Term| match term {
                Term::Input(at) => vector[at],
                Term::Step(at) => values[at],
            };
            let next = match *step {
                Operation::Mul(factor, term) => fma(Some(factor), value(term), None),
                Operation::Add(left, right) => fma(None, value(left), Some(value(right))),
                Operation::Fma(factor, term, before) => {
                    fma(Some(factor), value(term), Some(value(before)))
                }
            };
            values.push(next);
        }
        let value = |term: &Option<Term>| match term {
            None => zero,
            Some(Term::Input(at)) => vector[*at],
            Some(Term::Step(at)) => values[*at],
        };
        self.results.iter().map(value).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Operation, Plan, Term, plan};
    use crate::strategy::transformed::normal::Normal;
    use crate::strategy::transformed::points::{ROWS, algorithm, nested};
    use crate::strategy::transformed::rational::numbers;
    use crate::strategy::transformed::toom::Toom;

    /// Asserts that the plan computes the plain product, up to the rounding of f64.
    fn check(rows: &[Vec<f64>]) -> Plan {
        let plan = plan(rows);
        let mut normal = Normal::new(7);
        for _ in 0..10 {
            let vector: Vec<f64> = rows[0].iter().map(|_| normal.next()).collect();
            let fma = |factor: Option<f64>, term: f64, before: Option<f64>| {
                factor.unwrap_or(1.0) * term + before.unwrap_or(0.0)
            };
            for (row, value) in rows.iter().zip(plan.apply(&vector, 0.0, fma)) {
                let products = || row.iter().zip(&vector).map(|(a, b)| a * b);
                let size: f64 = products().map(f64::abs).sum();
                assert!(
                    (products().sum::<f64>() - value).abs() <= 1e-14 * size,
                    "{rows:?} {plan:?}"
                );
            }
        }
        plan
    }

    fn both(toom: &Toom) -> (usize, usize) {
        (check(&numbers(&toom.b)).steps.len(), check(&numbers(&toom.a)).steps.len())
    }

    #[test]
    fn every_algorithm_is_computed_as_planned() {
        for row in ROWS {
            for part in 1..=row.outputs {
                both(&nested(row.taps, row.outputs, part).unwrap().1);
            }
        }
    }

    #[test]
    fn random_matrices_are_computed_as_planned() {
        let mut normal = Normal::new(3);
        for width in 1..7 {
            for height in 1..7 {
                // Few different coefficients, so that pairs, units and zeros come up.
                let mut entry = || (normal.next() * 1.5).round() / 2.0;
                let row = |_| (0..width).map(|_| entry()).collect();
                check(&(0..height).map(row).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn pairs_are_computed_once() {
        // Two parts of one operation each and their sum and difference, twice; two rows without a partner.
        assert_eq!(both(&algorithm(3, 4).unwrap()), (12, 12));
        assert_eq!(both(&algorithm(3, 2).unwrap()), (4, 4));
    }

    #[test]
    fn zeros_and_ones_cost_nothing() {
        let rows = [vec![0.0, 1.0], vec![0.0, 0.0], vec![2.0, 0.0], vec![-1.0, 1.0]];
        let wanted = Plan {
            steps: vec![
                Operation::Mul(2.0, Term::Input(0)),
                Operation::Fma(-1.0, Term::Input(0), Term::Input(1)),
            ],
            results: vec![Some(Term::Input(1)), None, Some(Term::Step(0)), Some(Term::Step(1))],
        };
        assert_eq!(check(&rows), wanted);
        assert_eq!(plan(&[]), Plan::default());
    }
}
