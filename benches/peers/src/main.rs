//! Times one layer of the suite in convgen and in the Rust crates that people use instead.
//!
//! ```text
//! RAYON_NUM_THREADS=1 convgen-peers LAYER EXPECTED [PEER…]
//! ```
//!
//! Prints one JSON object a line: convgen's own, with the multiply-add peak of this machine measured
//! just after, then one for each peer; or for those named, of which convgen is one. Before that, the
//! layer's result by its definition is written to the file `EXPECTED`, as little-endian `f32`, for
//! peers that are not Rust. `compare.py` runs this and puts the table together.

#[path = "../../../convgen-cli/template/peak.rs"]
mod peak;
#[path = "../../../convgen-cli/template/time.rs"]
mod time;

#[cfg(feature = "burn")]
mod burn;
#[cfg(feature = "candle")]
mod candle;
mod check;
#[cfg(feature = "ndarray-conv")]
mod ndarray_conv;
#[cfg(any(feature = "rten", feature = "tract"))]
mod onnx;
mod peer;
mod peers;
mod problem;
#[cfg(feature = "rten")]
mod rten;
#[cfg(feature = "tract")]
mod tract;

use std::hint::black_box;
use std::process::ExitCode;
use std::{env, fs, panic};

use convgen::{Buffer, Isa, Layer};
use serde_json::{Value, json};

use check::Verdict;
use peer::Peer;
use problem::Problem;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let result = match arguments.as_slice() {
        [name, expected, peers @ ..] => run_layer(name, expected, peers),
        _ => Err("usage: convgen-peers LAYER EXPECTED [PEER…]".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// One layer, in convgen and in the peers.
fn run<L: Layer<Element = f32>>(path: &str, wanted: &[String]) -> Result<(), String> {
    let problem = Problem::of::<L>();
    let expected = check::expected::<L>(&problem.input);
    let bytes: Vec<u8> = expected.iter().flat_map(|value| value.to_le_bytes()).collect();
    fs::write(path, bytes).map_err(|error| format!("{path}: {error}"))?;
    let is_wanted = |name| wanted.is_empty() || wanted.iter().any(|peer| peer == name);
    if is_wanted("convgen") {
        println!("{}", convgen_row::<L>(&problem, &expected));
    }
    for &peer in peers::ALL.iter().filter(|peer| is_wanted(peer.name())) {
        let mut row = peer_row(peer, &problem, &expected);
        row["peer"] = json!(peer.name());
        println!("{row}");
    }
    Ok(())
}

/// What convgen takes for the call that its users write, and what the machine could do.
fn convgen_row<L: Layer<Element = f32>>(problem: &Problem, expected: &[f32]) -> Value {
    let input = L::Input::from_slice(&problem.input).expect("the length is the layer's");
    let mut output = vec![f32::NAN; L::Output::LEN];
    let target = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
    L::forward(input, target);
    let mut row = match check::verdict(target.as_slice(), expected) {
        Verdict::Right => json!({"seconds": time::median(|| L::forward(black_box(input), target))}),
        Verdict::Wrong(error) => json!({"wrong": error}),
    };
    let isa = Isa::current();
    row["peer"] = json!("convgen");
    row["isa"] = json!(isa.name());
    row["needed_macs"] = json!(problem.needed_multiply_adds());
    row["peak_gflops"] = json!(peak::gflops::<f32>(isa));
    row
}

/// A time, or why there is none.
fn peer_row(peer: &dyn Peer, problem: &Problem, expected: &[f32]) -> Value {
    let attempt = panic::catch_unwind(|| {
        let mut ready = peer.prepare(problem)?;
        Ok(match check::verdict(&ready.output()?, expected) {
            Verdict::Right => json!({"seconds": ready.seconds()}),
            Verdict::Wrong(error) => json!({"wrong": error}),
        })
    });
    match attempt {
        Ok(Ok(row)) => row,
        Ok(Err(peer::Unsupported(reason))) => json!({"unsupported": reason}),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            json!({"unsupported": format!("it panics: {text}")})
        }
    }
}

macro_rules! layers {
    ($($name:ident = $path:literal,)*) => {
        fn run_layer(name: &str, expected: &str, peers: &[String]) -> Result<(), String> {
            match name {
                $(stringify!($name) => {
                    #[convgen::layer($path, outside = true)]
                    struct Case;
                    run::<Case>(expected, peers)
                })*
                _ => Err(format!("{name}: the suite has no such layer")),
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/list.rs"));
