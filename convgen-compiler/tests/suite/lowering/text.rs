//! The text of layers of few channels stays short, whatever their kernel.

use convgen_compiler::driver;
use convgen_compiler::kernel::Stmt;
use convgen_compiler::source::Memory;
use npyz::{WriteOptions, WriterBuilder};

/// Most statements of all kernels of a layer. Those of a filter of 11×11 were 31,524 when each border had
/// code of its own, and took rustc 22 s.
const MOST: usize = 4_600;

/// A layer of as many channels to as many, with a kernel of the same size on every axis.
struct Case<'a> {
    kind: &'a str,
    axes: usize,
    channels: usize,
    kernel: usize,
    mode: &'a str,
    strategy: &'a str,
}

impl Case<'_> {
    fn files(&self) -> Memory {
        let Self { kind, axes, channels, kernel, mode, strategy } = self;
        let size = [128, 32, 16][axes - 1];
        let spec = format!(
            "kind = '{kind}'\ndims = {axes}\nin_channels = {channels}\nout_channels = {channels}\n\
             i = {size}\nk = {kernel}\np = {}\npadding_mode = '{mode}'\nweights = 'weights.npy'\n{strategy}",
            kernel / 2
        );
        let mut shape = vec![*channels as u64; 2];
        shape.extend(vec![*kernel as u64; *axes]);
        let count: u64 = shape.iter().product();
        let mut bytes = Vec::new();
        let npy = WriteOptions::new().default_dtype().shape(&shape).writer(&mut bytes);
        let mut writer = npy.begin_nd().expect("to memory");
        writer.extend((1..=count).map(|n| n as f32)).expect("to memory");
        writer.finish().expect("as many as the shape says");
        Memory::new().with("spec.toml", spec).with("weights.npy", bytes)
    }

    /// Statements of all kernels, counted in the text.
    fn statements(&self) -> usize {
        let compiled = driver::compile(&self.files(), "spec.toml").unwrap_or_else(|failure| {
            panic!("{:?} {} {}", failure.diagnostics, self.kernel, self.axes)
        });
        compiled.programs().iter().map(|each| statements(&each.kernel().body)).sum()
    }

    fn check(&self) {
        let count = self.statements();
        let Self { kind, axes, channels, kernel, mode, strategy } = self;
        assert!(
            count <= MOST,
            "{count} statements: {kind}, {axes} axes, {channels} channels, kernel {kernel}, {mode}, {strategy}"
        );
    }
}

fn statements(body: &[Stmt]) -> usize {
    body.iter().map(|stmt| 1 + statements(stmt.inner())).sum()
}

const MODES: [&str; 4] = ["zeros", "reflect", "replicate", "circular"];

/// All kernels up to 15; of three axes the odd ones, up to 7, which are interpreted element by element in
/// the proof.
fn kernels(axes: usize) -> Vec<usize> {
    match axes {
        3 => vec![1, 3, 5, 7],
        _ => (1..=15).collect(),
    }
}

#[test]
fn layers_of_few_channels_have_short_text() {
    for axes in 1..=3 {
        for kernel in kernels(axes) {
            // Kinds of padding and numbers of channels in turn: all pairs come up.
            for channels in 1..=3 {
                let mode = MODES[(kernel + channels) % 4];
                for (kind, mode) in [("conv", "zeros"), ("conv", mode), ("conv_transpose", "zeros")]
                {
                    Case { kind, axes, channels, kernel, mode, strategy: "" }.check();
                }
            }
        }
    }
}

/// A strategy that the spec names is given in a form that is short enough.
#[test]
fn named_strategies_have_short_text() {
    for strategy in ["looped", "channels", "pixels"] {
        let named = format!("[schedule]\nstrategy = '{strategy}'\n");
        for kernel in [3, 7, 11, 15] {
            for (channels, mode) in [(1, "zeros"), (3, "zeros"), (2, "reflect")] {
                let kind = "conv";
                Case { kind, axes: 2, channels, kernel, mode, strategy: &named }.check();
            }
        }
    }
}
