//! One layer, run or timed for `cargo convgen`.
//!
//! * `run FOLDER ISA…` reads inputs from `input.bin`, one after the other, and writes the outputs of
//!   each instruction set to `<isa>.bin`; all numbers are little-endian f32.
//! * `clock ISA…` prints the seconds of a call on each instruction set.
//! * `time ISA…` prints the peak and the seconds of a call on each instruction set, and the seconds
//!   of the reference.

mod layer;
mod peak;
mod time;

use std::hint::black_box;
use std::{env, fs, io};

use convgen::reference::{Algorithm, Definition};
use convgen::{Buffer, Isa, Layer};
use layer::Case;

type Input = <Case as Layer>::Input;
type Output = <Case as Layer>::Output;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match &arguments[..] {
        [mode, folder, isas @ ..] if mode == "run" => Ok(run(folder, &known(isas))?),
        [mode, isas @ ..] if mode == "clock" => {
            known(isas).into_iter().for_each(|isa| println!("{isa} {}", seconds(isa)));
            Ok(())
        }
        [mode, isas @ ..] if mode == "time" => print_times(&known(isas)),
        _ => Err("expected `run FOLDER ISA…`, `clock ISA…` or `time ISA…`".into()),
    }
}

fn known(names: &[String]) -> Vec<Isa> {
    Isa::available().filter(|isa| names.iter().any(|name| name == isa.name())).collect()
}

fn run(folder: &str, isas: &[Isa]) -> io::Result<()> {
    let bytes = fs::read(format!("{folder}/input.bin"))?;
    let numbers: Vec<f32> =
        bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
    let mut output = vec![0.0; Output::LEN];
    for &isa in isas {
        let mut written = Vec::new();
        for input in numbers.chunks_exact(Input::LEN) {
            // What a kernel leaves out shows.
            output.fill(f32::NAN);
            forward(isa, input, &mut output);
            written.extend(output.iter().flat_map(|number| number.to_le_bytes()));
        }
        fs::write(format!("{folder}/{isa}.bin"), written)?;
    }
    Ok(())
}

fn forward(isa: Isa, input: &[f32], output: &mut [f32]) {
    let input = Input::from_slice(input).expect("the length is the layer's");
    let output = Output::from_mut_slice(output).expect("the length is the layer's");
    Case::forward_on(isa, input, output);
}

fn example() -> Vec<f32> {
    (0..Input::LEN).map(|n| (n * n % 251) as f32 / 251.0 - 0.5).collect()
}

fn seconds(isa: Isa) -> f64 {
    let (input, mut output) = (example(), vec![0.0; Output::LEN]);
    time::median(|| forward(isa, black_box(&input), black_box(&mut output)))
}

fn print_times(isas: &[Isa]) -> Result<(), Box<dyn std::error::Error>> {
    for &isa in isas {
        println!("{isa} {} {}", peak::gflops(isa), seconds(isa));
    }
    let definition = Definition::of::<Case>()?;
    let (input, mut output) = (example(), vec![0.0; Output::LEN]);
    let seconds = time::median_of(3, || {
        let (input, output) = (black_box(&input[..]), black_box(&mut output[..]));
        let done = Algorithm::SlidingWindow.run(&definition, input, output);
        done.expect("the lengths are the layer's");
    });
    println!("reference 0 {seconds}");
    Ok(())
}
