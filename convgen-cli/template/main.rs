//! One layer, run or timed for `cargo convgen`.
//!
//! * `run FOLDER ISA…` reads inputs from `input.bin`, all operands of one after the other, and writes
//!   the outputs of each instruction set to `<isa>.bin`; all numbers are little-endian f64,
//!   whatever the layer's elements are.
//! * `clock ISA…` prints the seconds of a call on each instruction set.
//! * `time ISA…` prints the peak and the seconds of a call on each instruction set, and the seconds
//!   of the reference.

mod layer;
mod peak;
mod time;

use std::hint::black_box;
use std::{env, fs, io};

use convgen::{AnyLayer, Element, Isa, Operand, reference};
use layer::Case;

type Number = <Case as AnyLayer>::Element;

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

fn length(operand: &Operand) -> usize {
    operand.len(&Case::SHAPE)
}

/// Numbers that are all operands, one after the other.
fn split(mut numbers: &[Number]) -> Vec<&[Number]> {
    let mut take = |operand| numbers.split_off(..length(operand)).expect("they are all there");
    Case::OPERANDS.iter().map(&mut take).collect()
}

fn run(folder: &str, isas: &[Isa]) -> io::Result<()> {
    let bytes = fs::read(format!("{folder}/input.bin"))?;
    let numbers = bytes.as_chunks().0.iter().map(|eight| f64::from_le_bytes(*eight));
    let numbers: Vec<Number> = numbers.map(Number::from_f64).collect();
    let mut output = vec![Number::ZERO; Case::SHAPE.output_len()];
    for &isa in isas {
        let mut written = Vec::new();
        for numbers in numbers.chunks_exact(Case::OPERANDS.iter().map(length).sum()) {
            // What a kernel leaves out shows.
            output.fill(Number::NAN);
            forward(isa, &split(numbers), &mut output);
            written.extend(output.iter().flat_map(|number| number.to_f64().to_le_bytes()));
        }
        fs::write(format!("{folder}/{isa}.bin"), written)?;
    }
    Ok(())
}

fn forward(isa: Isa, operands: &[&[Number]], output: &mut [Number]) {
    Case::run(isa, operands, output).expect("the lengths are the layer's");
}

fn example() -> Vec<Number> {
    let number = |n: usize| Number::from_f64((n * n % 251) as f64 / 251.0 - 0.5);
    let numbers: usize = Case::OPERANDS.iter().map(length).sum();
    (0..numbers).map(number).collect()
}

fn seconds(isa: Isa) -> f64 {
    let (numbers, mut output) = (example(), vec![Number::ZERO; Case::SHAPE.output_len()]);
    let operands = split(&numbers);
    time::median(|| forward(isa, black_box(&operands), black_box(&mut output)))
}

fn print_times(isas: &[Isa]) -> Result<(), Box<dyn std::error::Error>> {
    for &isa in isas {
        println!("{isa} {} {}", peak::gflops::<Number>(isa), seconds(isa));
    }
    let (numbers, mut output) = (example(), vec![Number::ZERO; Case::SHAPE.output_len()]);
    let operands = split(&numbers);
    let seconds = time::median_of(3, || {
        let (operands, output) = (black_box(&operands[..]), black_box(&mut output[..]));
        reference::run::<Case>(operands, output).expect("the lengths are the layer's");
    });
    println!("reference 0 {seconds}");
    Ok(())
}
