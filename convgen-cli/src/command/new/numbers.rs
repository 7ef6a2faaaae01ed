//! Weights and bias of a new spec: in the spec where they are few, in files beside it where they
//! are many.

use crate::npy;
use crate::problem::Problem;
use crate::random::Random;

use super::Args;

/// Most numbers that a person still edits.
const INLINE: usize = 64;

/// Most weights of a new spec: a quarter of a gigabyte.
const MOST: u128 = 1 << 26;

/// The values of the keys `weights` and `bias`, and the files they name.
pub(super) struct Numbers {
    pub(super) weights: String,
    pub(super) weights_are_random: bool,
    pub(super) bias: Option<String>,
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Numbers {
    pub(super) fn of(args: &Args, stem: &str) -> Result<Self, Problem> {
        let dims = dims(args);
        let total = dims.iter().fold(1_u128, |total, &dim| total.saturating_mul(dim as u128));
        if total > MOST {
            return Err(Problem::new(format!(
                "there would be {total} weights, but at most {MOST} are written"
            ))
            .help("write fewer channels or a smaller kernel"));
        }
        let total = total as usize;
        let mut files = Vec::new();
        let random = total > INLINE;
        let weights = if random {
            // As PyTorch begins: uniform, with the variance that keeps the output's scale.
            let links: usize = dims[1..].iter().product();
            let scale = 1.0 / (links.max(1) as f32).sqrt();
            let mut random = Random::new(total as u64);
            let numbers: Vec<f32> = (0..total).map(|_| scale * random.uniform()).collect();
            file(&mut files, format!("{stem}.weights.npy"), &dims, &numbers)?
        } else {
            let numbers: Vec<f32> = (1..=total).map(|number| number as f32).collect();
            nested(&dims, &numbers)
        };
        let bias = match (args.bias, args.out_channels) {
            (false, _) => None,
            (true, few @ 0..=INLINE) => Some(nested(&[few], &vec![0.0; few])),
            (true, many) => {
                Some(file(&mut files, format!("{stem}.bias.npy"), &[many], &vec![0.0; many])?)
            }
        };
        Ok(Self { weights, weights_are_random: random, bias, files })
    }
}

/// PyTorch's layout. What does not divide is an error that the compiler reports.
fn dims(args: &Args) -> Vec<usize> {
    let groups = args.groups.max(1);
    let [outer, inner] = if args.transposed {
        [args.in_channels, args.out_channels / groups]
    } else {
        [args.out_channels, args.in_channels / groups]
    };
    let kernel = (0..args.axes()).map(|n| *args.kernel.get(n).or(args.kernel.last()).unwrap_or(&1));
    [outer, inner].into_iter().chain(kernel).collect()
}

/// Adds a file and gives the value that names it.
fn file(
    files: &mut Vec<(String, Vec<u8>)>,
    name: String,
    dims: &[usize],
    numbers: &[f32],
) -> Result<String, Problem> {
    let dims: Vec<u64> = dims.iter().map(|&dim| dim as u64).collect();
    let bytes = npy::bytes(&dims, numbers)
        .map_err(|error| Problem::new(format!("cannot make `{name}`: {error}")))?;
    let value = format!("{name:?}");
    files.push((name, bytes));
    Ok(value)
}

/// Nested lists, each row of the innermost axis in a line of its own.
fn nested(dims: &[usize], numbers: &[f32]) -> String {
    let [first, rest @ ..] = dims else {
        return numbers.first().map_or_else(String::new, f32::to_string);
    };
    let size = (numbers.len() / first.max(&1)).max(1);
    let items: Vec<String> = numbers.chunks(size).map(|chunk| nested(rest, chunk)).collect();
    if rest.len() == 1 {
        let rows: String = items.iter().map(|row| format!("  {row},\n")).collect();
        return format!("[\n{rows}]");
    }
    format!("[{}]", items.join(", "))
}
