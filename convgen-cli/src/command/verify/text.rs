//! The report for people.

use std::io::{self, Write};

use convgen_compiler::element::Element;

use crate::report::{number, style, table};

use super::Verified;
use super::compare::Comparison;

pub(super) fn write(verified: &Verified, spec: &str, out: &mut dyn Write) -> io::Result<()> {
    let right = verified.comparisons.iter().all(|comparison| comparison.right);
    let (style, verdict) = if right { (style::GOOD, "right") } else { (style::BAD, "wrong") };
    let references = verified.references.join(", ");
    writeln!(out, "{style}{verdict}{style:#} {spec}: compared with {references}")?;
    let mut rows =
        vec![table::row(["kernel", "input", "max error", "max ulp", "of the bound", ""])];
    rows.extend(rows_of(verified));
    table::write(out, &rows, &[false, false, true, true, true])?;
    for comparison in &verified.comparisons {
        first_wrong(comparison, verified.element, out)?;
    }
    for skipped in &verified.skipped {
        let (reference, steps) = (&skipped.reference, skipped.steps);
        writeln!(
            out,
            "  not compared with {reference}, which takes {steps:.1e} steps: write --all"
        )?;
    }
    verified.watch.account();
    Ok(())
}

/// A row for each kernel and input, with the largest errors against all algorithms, and one for the
/// user's own expectation.
fn rows_of(verified: &Verified) -> Vec<Vec<String>> {
    let mut isas: Vec<&str> = Vec::new();
    for comparison in &verified.comparisons {
        if !isas.contains(&comparison.isa.as_str()) {
            isas.push(&comparison.isa);
        }
    }
    let mut rows = Vec::new();
    for isa in isas {
        for input in &verified.inputs {
            let of = |each: &&Comparison| each.isa == isa && each.input == *input;
            let all = verified.comparisons.iter().filter(of);
            let (known, own): (Vec<_>, Vec<_>) =
                all.partition(|each| verified.references.contains(&each.reference));
            rows.push(row(isa, input, &known));
            for expectation in own {
                let name = format!("{input} → {}", expectation.reference);
                rows.push(row(isa, &name, &[expectation]));
            }
        }
    }
    rows
}

fn row(isa: &str, input: &str, comparisons: &[&Comparison]) -> Vec<String> {
    let most = |of: fn(&Comparison) -> f64| {
        comparisons.iter().fold(0.0_f64, |most, comparison| most.max(of(comparison)))
    };
    let ulps = comparisons.iter().map(|comparison| comparison.max_ulp_error).max().unwrap_or(0);
    let right = comparisons.iter().all(|comparison| comparison.right);
    table::row([
        isa,
        input,
        &format!("{:.1e}", most(|comparison| comparison.max_absolute_error)),
        &number::grouped(ulps),
        &format!("{:.1}%", 100.0 * most(|comparison| comparison.max_part_of_bound)),
        if right { "right" } else { "wrong" },
    ])
}

fn first_wrong(comparison: &Comparison, element: Element, out: &mut dyn Write) -> io::Result<()> {
    let Some(wrong) = &comparison.first_wrong else { return Ok(()) };
    let Comparison { isa, input, reference, wrong_outputs, .. } = comparison;
    writeln!(
        out,
        "  {isa} on {input}, against {reference}: {wrong_outputs} outputs are beyond the bound, first \
         output {}: {}, not {} ± {:.1e}",
        wrong.output,
        element.text(wrong.value),
        element.text(wrong.expected),
        wrong.bound
    )
}
