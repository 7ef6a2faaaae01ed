//! The text of a new spec.

use super::Args;
use super::numbers::Numbers;

/// Every key with its meaning; those that were not asked for are comments.
pub(super) fn spec(args: &Args, numbers: &Numbers) -> String {
    let kind = if args.transposed { "\"conv_transpose\"" } else { "\"conv\"" };
    let other = if args.transposed { "or \"conv\"" } else { "or \"conv_transpose\"" };
    let layout = if args.transposed { "[in, out/groups, k…]" } else { "[out, in/groups, k…]" };
    let mut text =
        String::from("# A layer of convgen. Keys that are comments show their default.\n");
    let mut key = |name: &str, value: Option<String>, usual: &str, meaning: &str| {
        let line = match value {
            Some(value) => format!("{name} = {value}"),
            None => format!("# {name} = {usual}"),
        };
        text += &format!("{line:<28} # {meaning}\n");
    };
    let given = |number: usize| (number != 1).then(|| number.to_string());
    key("kind", Some(kind.to_owned()), "", other);
    key("in_channels", given(args.in_channels), "1", "input channels");
    key("out_channels", given(args.out_channels), "1", "output channels");
    key("groups", given(args.groups), "1", "groups of channels that do not see one another");
    key("batch", given(args.batch), "1", "inputs computed in one call");
    key("dims", args.dims.map(|dims| dims.to_string()), "2", "axes, where no list says how many");
    key("input_size", list(&args.input), "", "one number for all axes, or a list with one an axis");
    key("kernel_size", list(&args.kernel), "", "");
    key("stride", list(&args.stride), "1", "");
    key("padding", list(&args.padding), "0", "{ before = 1, after = 0 } when uneven");
    key("dilation", list(&args.dilation), "1", "");
    if args.transposed {
        key("output_padding", list(&args.output_padding), "0", "added on the far side");
    }
    key("add", args.add.then(|| "true".to_owned()), "false", "a residual, before the activation");
    let name = args.activation.as_deref().or(args.relu.then_some("relu"));
    let meaning = "what happens to every output; or { leaky_relu = 0.1 } and others";
    key("activation", name.map(|name| format!("{name:?}")), "\"none\"", meaning);
    let text: String =
        text.lines().map(|line| line.trim_end_matches([' ', '#']).to_owned() + "\n").collect();
    let made = if numbers.weights_are_random { "Random numbers" } else { "Numbers" };
    let bias = match &numbers.bias {
        Some(bias) => format!("bias = {bias}\n"),
        None => "# bias = [0]                 # or \"bias.npy\": one number an output channel\n"
            .to_owned(),
    };
    format!(
        "{text}\n# {made} to begin with: put your own here, as lists or as an .npy file, {layout}.\n\
         weights = {}\n{bias}",
        numbers.weights
    )
}

/// `8`, or `[8, 16]`; nothing for what was not given.
fn list(sizes: &[usize]) -> Option<String> {
    match sizes {
        [] => None,
        [one] => Some(one.to_string()),
        many => Some(format!("{many:?}")),
    }
}
