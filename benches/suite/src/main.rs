//! Times the layers of the suite on every instruction set of this machine, beside the machine's own
//! multiply-add peak measured in the same run. Each result is checked against the reference first.
//!
//! ```text
//! taskset -c 1 cargo run --release --manifest-path benches/suite/Cargo.toml [-- [--cold MEGABYTES] NAME…]
//! ```
//!
//! Names choose layers; without any, all run. A call is timed many times in a row, its data in the
//! nearest cache that they fit in. With `--cold 64` it is timed once after 64 megabytes of other memory
//! were read, as a layer of a large model is: its data are in a cache that is larger than that, or in
//! memory.

mod case;
mod cold;
// Shared with `cargo convgen bench`.
#[path = "../../../convgen-cli/template/peak.rs"]
mod peak;
#[path = "../../../convgen-cli/template/time.rs"]
mod time;

use std::env;
use std::hint::black_box;
use std::process::ExitCode;

use convgen::{Buffer, Isa, Layer};

/// What is timed and how.
struct Run {
    wanted: Vec<String>,
    /// What is read before each call, if anything.
    other: Option<cold::Other>,
    /// The instruction sets of this machine, each with its peak.
    isas: Vec<(Isa, f64)>,
}

fn main() -> ExitCode {
    let mut wanted: Vec<String> = env::args().skip(1).collect();
    let megabytes = match take_cold(&mut wanted) {
        Ok(megabytes) => megabytes,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let isas = Isa::available().map(|isa| (isa, peak::gflops::<f32>(isa))).collect();
    let run = Run { wanted, other: megabytes.map(cold::Other::new), isas };
    for (isa, peak) in &run.isas {
        println!("{isa}: {peak:.1} GFLOP/s peak");
    }
    println!(
        "\n| layer | needed MMACs |{}",
        run.isas.iter().map(|(isa, _)| format!(" {isa} µs | % |")).collect::<String>()
    );
    println!("|---|---|{}", "---|---|".repeat(run.isas.len()));
    run_layers(&run);
    ExitCode::SUCCESS
}

/// Takes `--cold MEGABYTES` out of the arguments.
fn take_cold(arguments: &mut Vec<String>) -> Result<Option<usize>, String> {
    let Some(place) = arguments.iter().position(|argument| argument == "--cold") else {
        return Ok(None);
    };
    let option: Vec<String> = arguments.drain(place..arguments.len().min(place + 2)).collect();
    match option.get(1).and_then(|number| number.parse().ok()) {
        Some(megabytes) => Ok(Some(megabytes)),
        None => Err("--cold takes a number of megabytes".to_owned()),
    }
}

impl Run {
    fn is_wanted(&self, name: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == name)
    }

    fn seconds(&self, call: impl FnMut()) -> f64 {
        match &self.other {
            Some(other) => other.median(call),
            None => time::median(call),
        }
    }

    /// One row of the table.
    fn row<L: Layer<Element = f32>>(&self, name: &str) {
        let input = case::input::<L>();
        let input = L::Input::from_slice(&input).expect("the length is the layer's");
        let mut output = vec![0.0; L::Output::LEN];
        let needed = case::needed::<L>();
        let mut line = format!("| {name} | {} |", needed / 1e6);
        let expected = case::expected::<L>(input.as_slice());
        for &(isa, peak) in &self.isas {
            output.fill(f32::NAN);
            let target = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
            L::forward_on(isa, input, target);
            case::check(name, isa, target.as_slice(), &expected);
            let seconds = self.seconds(|| L::forward_on(isa, black_box(input), target));
            let percent = 100.0 * 2.0 * needed / seconds / 1e9 / peak;
            line += &format!(" {:.3} | {percent:.0} |", 1e6 * seconds);
        }
        println!("{line}");
    }
}

macro_rules! layers {
    ($($name:ident = $path:literal,)*) => {
        fn run_layers(run: &Run) {
            $(if run.is_wanted(stringify!($name)) {
                #[convgen::layer($path)]
                struct Case;
                run.row::<Case>(stringify!($name));
            })*
        }
    };
}

include!("../layers/list.rs");
