//! Times the layers of the suite on every instruction set of this machine, beside the machine's own
//! multiply-add peak measured in the same run. Each result is checked against the reference first.
//!
//! Names given as arguments choose layers; without any, all run.

mod peak;
mod time;

use std::env;

use convgen::reference::{Algorithm, Definition};
use convgen::{Buffer, Isa, Layer};

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let isas: Vec<Isa> = Isa::available().collect();
    let peaks: Vec<f64> = isas.iter().map(|&isa| peak::gflops(isa)).collect();
    for (isa, peak) in isas.iter().zip(&peaks) {
        println!("{isa}: {peak:.1} GFLOP/s peak");
    }
    println!(
        "\n| layer | needed MMACs |{}",
        isas.iter().map(|isa| format!(" {isa} µs | % |")).collect::<String>()
    );
    println!("|---|---|{}", "---|---|".repeat(isas.len()));
    run_layers(&wanted, &isas, &peaks);
}

/// One row of the table.
fn row<L: Layer>(name: &str, isas: &[Isa], peaks: &[f64]) {
    let input: Vec<f32> = (0..L::Input::LEN).map(|n| (n * n % 251) as f32 / 251.0 - 0.5).collect();
    let input = L::Input::from_slice(&input).expect("the length is the layer's");
    let mut output = vec![0.0; L::Output::LEN];
    let needed = L::weights().iter().filter(|&&weight| weight != 0.0).count() as f64
        / L::weights().len() as f64
        * L::SHAPE.multiply_adds() as f64;
    let mut line = format!("| {name} | {} |", needed / 1e6);
    let expected = expected::<L>(input.as_slice());
    for (&isa, &peak) in isas.iter().zip(peaks) {
        output.fill(f32::NAN);
        let target = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
        L::forward_on(isa, input, target);
        check(name, isa, target.as_slice(), &expected);
        let seconds = time::median(|| L::forward_on(isa, std::hint::black_box(input), target));
        let percent = 100.0 * 2.0 * needed / seconds / 1e9 / peak;
        line += &format!(" {:.3} | {percent:.0} |", 1e6 * seconds);
    }
    println!("{line}");
}

/// The layer by its definition.
fn expected<L: Layer>(input: &[f32]) -> Vec<f32> {
    let definition = Definition::of::<L>().expect("a compiled layer is consistent");
    let mut output = vec![0.0; L::Output::LEN];
    Algorithm::SlidingWindow.run(&definition, input, &mut output).expect("the lengths are right");
    output
}

fn check(name: &str, isa: Isa, output: &[f32], expected: &[f32]) {
    let largest = expected.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    for (n, (value, expected)) in output.iter().zip(expected).enumerate() {
        let distance = (value - expected).abs();
        assert!(
            distance <= 1e-4 * largest,
            "{name} on {isa}: output {n} is {value}, not {expected}"
        );
    }
}

macro_rules! layers {
    ($($name:ident = $path:literal,)*) => {
        fn run_layers(wanted: &[String], isas: &[Isa], peaks: &[f64]) {
            $(if wanted.is_empty() || wanted.iter().any(|name| name == stringify!($name)) {
                #[convgen::layer($path)]
                struct Case;
                row::<Case>(stringify!($name), isas, peaks);
            })*
        }
    };
}

include!("../layers/list.rs");
