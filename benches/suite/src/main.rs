//! Times the layers of the suite on every instruction set of this machine, beside the machine's own
//! multiply-add peak measured in the same run. Each result is checked against the reference first.
//!
//! Names given as arguments choose layers; without any, all run.

mod case;
// Shared with `cargo convgen bench`.
#[path = "../../../convgen-cli/template/peak.rs"]
mod peak;
#[path = "../../../convgen-cli/template/time.rs"]
mod time;

use std::env;

use convgen::{Buffer, Isa, Layer};

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let isas: Vec<Isa> = Isa::available().collect();
    let peaks: Vec<f64> = isas.iter().map(|&isa| peak::gflops::<f32>(isa)).collect();
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
fn row<L: Layer<Element = f32>>(name: &str, isas: &[Isa], peaks: &[f64]) {
    let input = case::input::<L>();
    let input = L::Input::from_slice(&input).expect("the length is the layer's");
    let mut output = vec![0.0; L::Output::LEN];
    let needed = case::needed::<L>();
    let mut line = format!("| {name} | {} |", needed / 1e6);
    let expected = case::expected::<L>(input.as_slice());
    for (&isa, &peak) in isas.iter().zip(peaks) {
        output.fill(f32::NAN);
        let target = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
        L::forward_on(isa, input, target);
        case::check(name, isa, target.as_slice(), &expected);
        let seconds = time::median(|| L::forward_on(isa, std::hint::black_box(input), target));
        let percent = 100.0 * 2.0 * needed / seconds / 1e9 / peak;
        line += &format!(" {:.3} | {percent:.0} |", 1e6 * seconds);
    }
    println!("{line}");
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
