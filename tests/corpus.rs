//! A corpus of specs, compiled by the attribute and run.
//!
//! Adding a case is adding a spec to `tests/corpus/` and its line below. Every case is compared
//! with the five reference algorithms, and with PyTorch where a fixture has its name.

#[path = "support/bound.rs"]
mod bound;
#[path = "support/fixtures.rs"]
mod fixtures;
#[path = "support/rounding.rs"]
mod rounding;
#[path = "support/skip.rs"]
mod skip;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use bound::{assert_within, bound};
use convgen::reference::{self, Algorithm, Definition};
use convgen::{Activation, AnyLayer, Element, Isa, Operand};
use fixtures::Fixture;
use skip::skip;

static FIXTURES: LazyLock<BTreeMap<String, Fixture>> = LazyLock::new(|| {
    let fixtures = fixtures::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    fixtures.into_iter().map(|fixture| (fixture.name.clone(), fixture)).collect()
});

/// Compares a compiled layer with everything that knows better: exactly where its numbers are small
/// integers, unless its kernel has other products than the layer.
fn check<L: AnyLayer>(name: &str) {
    let variants =
        ["_unrolled", "_looped", "_channels", "_pixels", "_sparse", "_separable", "_arguments"];
    let mut stems = vec![name];
    while let Some(stem) = variants.iter().find_map(|end| stems[stems.len() - 1].strip_suffix(end))
    {
        stems.push(stem);
    }
    let fixture = stems.iter().find_map(|stem| FIXTURES.get(*stem));
    let fixture = fixture.unwrap_or_else(|| panic!("{name} has no fixture"));
    let spec =
        fs::read_to_string(format!("{}/tests/corpus/{name}.toml", env!("CARGO_MANIFEST_DIR")));
    assert!(spec.expect("it is committed").contains(&fixture.spec), "the spec is the fixture's");
    let sizes = L::SHAPE.weight_dims().into_iter().map(|size| size as u64);
    assert!(
        sizes.filter(|&size| size > 1).eq(fixture
            .weight_shape
            .iter()
            .copied()
            .filter(|&size| size > 1))
    );
    let fixture = fixture.cast(L::Element::from_f64);
    let own = |operand: Operand, numbers: &[L::Element]| match L::OPERANDS.contains(&operand) {
        true => Vec::new(),
        false => numbers.to_vec(),
    };
    assert_eq!(L::weights(), own(Operand::Weights, &fixture.weights), "the weights");
    assert_eq!(L::bias(), own(Operand::Bias, &fixture.bias), "the bias");
    if !fixture.slopes.is_empty() {
        assert_eq!(L::ACTIVATION, Activation::Prelu(&fixture.slopes), "the slopes");
    }

    let operands = fixture.operands(L::OPERANDS);
    let mut definition = Definition::new(L::SHAPE, &fixture.weights, &fixture.bias, L::ACTIVATION)
        .expect("a compiled layer is consistent");
    if !fixture.residual.is_empty() {
        definition = definition.with_residual(&fixture.residual).expect("the length is right");
    }
    let bound = bound(&definition, &fixture.input);
    let compare = |output: &[L::Element], own: Option<&Vec<L::Element>>, which: &str| match own {
        None if fixture.exact => assert_eq!(output, fixture.output, "{which}"),
        None => assert_within(output, &fixture.output, &bound, which),
        Some(own) => {
            let bound: Vec<_> = bound.iter().zip(own).map(|(sum, own)| *sum + *own).collect();
            assert_within(output, &fixture.output, &bound, which);
        }
    };
    let distances = rounding::distances::<L>(&format!("tests/corpus/{name}.toml"), &fixture.input);
    let mut output = vec![L::Element::NAN; L::SHAPE.output_len()];
    for &isa in Isa::ALL {
        if isa.min(Isa::detected()) != isa {
            skip(isa.name(), &format!("{name} on {isa}, which this machine does not have"));
            continue;
        }
        output.fill(L::Element::NAN);
        L::run(isa, &operands, &mut output).expect("the fixture has the layer's lengths");
        let kernel = distances.iter().rfind(|(level, _)| *level <= isa);
        let own = kernel.and_then(|(_, own)| own.as_ref());
        compare(&output, own, &format!("on {isa}"));
    }

    let mut expected = vec![L::Element::NAN; L::SHAPE.output_len()];
    reference::run::<L>(&operands, &mut expected).expect("a compiled layer is consistent");
    compare(&expected, None, "its definition");
    for algorithm in Algorithm::ALL {
        expected.fill(L::Element::NAN);
        algorithm.run(&definition, &fixture.input, &mut expected).expect("the lengths are right");
        compare(&expected, None, &algorithm.to_string());
    }
}

/// A test for each spec, and the list of them all.
macro_rules! corpus {
    ($($name:ident = $path:literal,)*) => {
        $(#[test]
        fn $name() {
            #[convgen::layer($path)]
            struct Case;
            check::<Case>(stringify!($name));
        })*

        const LISTED: &[&str] = &[$($path),*];
    };
}

include!("corpus/list.rs");

#[test]
fn every_spec_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).expect("the folder is committed");
    let names = entries
        .map(|entry| entry.expect("it can be read").file_name().into_string().expect("ASCII"));
    let mut specs: Vec<String> = names
        .filter(|name| name.ends_with(".toml"))
        .map(|name| format!("tests/corpus/{name}"))
        .collect();
    specs.sort_unstable();
    assert_eq!(specs, LISTED);
}
