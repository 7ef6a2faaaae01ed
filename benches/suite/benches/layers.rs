//! The layers of the suite on every instruction set, timed by criterion.
//!
//! ```text
//! taskset -c 1 cargo bench --manifest-path benches/suite/Cargo.toml [-- NAME]
//! ```
//!
//! The throughput is in needed multiply-adds, beside the machine's peak, which is printed first.
//! Every result is checked against the reference before it is timed.

#[path = "../src/case.rs"]
mod case;
#[path = "../../../convgen-cli/template/peak.rs"]
mod peak;
#[path = "../../../convgen-cli/template/time.rs"]
mod time;

use std::hint::black_box;

use convgen::{Buffer, Isa, Layer};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

fn bench<L: Layer<Element = f32>>(criterion: &mut Criterion, name: &str) {
    let input = case::input::<L>();
    let expected = case::expected::<L>(&input);
    let input = L::Input::from_slice(&input).expect("the length is the layer's");
    let mut output = vec![f32::NAN; L::Output::LEN];
    let output = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(case::needed::<L>() as u64));
    for isa in Isa::available() {
        L::forward_on(isa, input, output);
        case::check(name, isa, output.as_slice(), &expected);
        group.bench_function(BenchmarkId::from_parameter(isa), |bencher| {
            bencher.iter(|| L::forward_on(isa, black_box(input), output));
        });
    }
    group.finish();
}

macro_rules! layers {
    ($($name:ident = $path:literal,)*) => {
        fn layers(criterion: &mut Criterion) {
            for isa in Isa::available() {
                let multiply_adds = peak::gflops::<f32>(isa) / 2.0;
                println!("{isa}: {multiply_adds:.1} G multiply-adds/s peak");
            }
            $({
                #[convgen::layer($path)]
                struct Case;
                bench::<Case>(criterion, stringify!($name));
            })*
        }
    };
}

include!("../layers/list.rs");

criterion_group!(benches, layers);
criterion_main!(benches);
