//! Whether what a spec asks of the schedule can be done.

use std::ops::Range;

use convgen_runtime::Kind;
use convgen_runtime::layer::Operand;

use super::copied::Copied;
use super::{Interface, lane_channels, numbers};
use crate::diagnostic::{Code, Diagnostic};
use crate::isa::{AnyTile, Isa, Outputs, PixelTile, RowTile, Tile};
use crate::spec::{Given, IsaRequest, IsaSchedule, PerAxis, Request, Spanned, Spec, Strategy};

/// The wishes, checked against the layer and each instruction set.
pub(super) fn check(spec: &Spec, interface: &Interface, errors: &mut Vec<Diagnostic>) -> Request {
    let general = spec.schedule.strategy.as_ref().map(|given| given.value);
    let scratch = numbers::number(spec.schedule.scratch.as_ref(), Request::SCRATCH, errors);
    if interface.operands.contains(&Operand::Weights) {
        errors.extend(unknown_zeros(spec));
    }
    let direct = spec.schedule.direct.as_ref().is_some_and(|given| given.value);
    if direct {
        errors.extend(not_direct(spec));
    }
    let mut isas = [None; Isa::VECTOR.len()];
    for (wish, (isa, given)) in isas.iter_mut().zip(Isa::VECTOR.iter().zip(&spec.schedule.isas)) {
        if let Some(given) = given {
            match Wish::new(given, general, isa, interface).check(scratch) {
                Ok(request) => *wish = request,
                Err(error) => errors.push(error),
            }
        }
    }
    Request { strategy: general, direct, scratch, isas }
}

/// The strategies that a spec names, for an instruction set or for all.
fn named(spec: &Spec) -> impl Iterator<Item = &Given<Strategy>> {
    let isas = spec.schedule.isas.iter().flatten().map(|isa| &isa.value.strategy);
    isas.chain([&spec.schedule.strategy]).flatten()
}

/// A strategy with other products, where these are out of the question.
fn not_direct(spec: &Spec) -> Option<Diagnostic> {
    let given = named(spec).find(|strategy| !strategy.value.is_direct())?;
    let message =
        format!("`{}` computes other products, but the spec has `direct = true`", given.value);
    let error = Diagnostic::new(Code::ImpossibleSchedule, message);
    Some(
        error
            .label(given.span.clone(), "not direct")
            .help("leave `direct` out, or write `strategy = \"channels\"` or `\"pixels\"`"),
    )
}

/// A strategy that leaves out weights that are zero, where they are not known.
fn unknown_zeros(spec: &Spec) -> Option<Diagnostic> {
    let sparse = named(spec).find(|strategy| strategy.value == Strategy::Sparse)?;
    let message = "`sparse` leaves out weights that are zero, but the weights are an argument";
    let error = Diagnostic::new(Code::ImpossibleSchedule, message.to_owned());
    Some(
        error
            .label(sparse.span.clone(), "needs weights in the spec")
            .help("write `strategy = \"channels\"` or `\"pixels\"`, or leave `strategy` out"),
    )
}

/// What is said of one instruction set.
struct Wish<'a> {
    given: &'a Given<IsaSchedule>,
    strategy: Option<Strategy>,
    isa: &'a Isa,
    interface: &'a Interface,
}

/// A number of a tile with its place.
type Number = (usize, Range<usize>);

impl<'a> Wish<'a> {
    fn new(
        given: &'a Given<IsaSchedule>,
        general: Option<Strategy>,
        isa: &'a Isa,
        interface: &'a Interface,
    ) -> Self {
        let strategy = given.value.strategy.as_ref().map(|given| given.value).or(general);
        Self { given, strategy, isa, interface }
    }

    fn check(&self, scratch: usize) -> Result<Option<IsaRequest>, Diagnostic> {
        self.known()?;
        let Some(strategy) = self.strategy else { return Ok(None) };
        let tile = match strategy {
            _ if self.numbers().next().is_none() => None,
            Strategy::Channels => Some(AnyTile::Channels(self.channels()?)),
            Strategy::Pixels => Some(AnyTile::Pixels(self.pixels()?)),
            Strategy::Sparse => Some(AnyTile::Sparse(self.sparse(scratch)?)),
            Strategy::Transformed => Some(AnyTile::Transformed(self.outputs()?)),
            Strategy::Unrolled | Strategy::Looped | Strategy::Separable => None,
        };
        Ok(Some(IsaRequest { strategy, tile }))
    }

    /// The tile's numbers that are given, by name.
    fn numbers(&self) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        let IsaSchedule {
            vectors,
            pixels,
            rows,
            channels,
            interleaved,
            copied,
            outputs,
            strategy: _,
        } = &self.given.value;
        let numbers = [vectors, pixels, rows, channels].into_iter().flatten();
        let numbers = numbers.map(|given| (given.key, given.span.clone()));
        let truths = [interleaved, copied].into_iter().flatten();
        let outputs = outputs.iter().map(|given| (given.key, given.span.clone()));
        numbers.chain(truths.map(|given| (given.key, given.span.clone()))).chain(outputs)
    }

    /// Every number that is given belongs to the strategy's tile.
    fn known(&self) -> Result<(), Diagnostic> {
        let known: &[&str] = match self.strategy {
            Some(Strategy::Channels) => &["vectors", "pixels", "interleaved"],
            Some(Strategy::Pixels) => &["vectors", "rows", "channels"],
            Some(Strategy::Sparse) => &["vectors", "rows", "copied"],
            Some(Strategy::Transformed) => &["outputs"],
            Some(Strategy::Unrolled | Strategy::Looped | Strategy::Separable) | None => &[],
        };
        let Some((name, span)) = self.numbers().find(|(name, _)| !known.contains(name)) else {
            return Ok(());
        };
        let (message, help) = match self.strategy {
            None => (
                format!("`{name}` is a number of a register tile, and no strategy says of which"),
                "write `strategy = \"channels\"`, `\"pixels\"`, `\"sparse\"` or `\"transformed\"` beside it"
                    .to_owned(),
            ),
            Some(strategy) if known.is_empty() => (
                format!("`{name}` is a number of a register tile, and `{strategy}` has none"),
                format!(
                    "leave `{name}` out, or choose `channels`, `pixels`, `sparse` or `transformed`"
                ),
            ),
            Some(strategy) => (
                format!("a tile of `{strategy}` has no `{name}`"),
                format!("its numbers are {}", list(known)),
            ),
        };
        Err(Diagnostic::new(Code::ImpossibleSchedule, message)
            .label(span, "not of this tile")
            .help(help))
    }

    /// A number that the tile needs: one or more.
    fn number(&self, name: &str, given: Option<&Given<i64>>) -> Result<Number, Diagnostic> {
        let Some(given) = given else {
            let message = format!("the tile for {} has no `{name}`", self.isa.level.name());
            return Err(Diagnostic::new(Code::MissingKey, message)
                .label(self.given.span.clone(), format!("`{name}` is missing"))
                .help(format!("write `{name} = 1` or more, or no number of the tile at all")));
        };
        let most = self.isa.registers;
        let message = |rule| format!("`{name}` is {}, but must be {rule}", given.value);
        let (message, label) = match usize::try_from(given.value) {
            Ok(number) if (1..=most).contains(&number) => return Ok((number, given.span.clone())),
            Ok(1..) => (message(format!("at most {most}, the number of registers")), "too large"),
            _ => (message("at least 1".to_owned()), "too small"),
        };
        Err(Diagnostic::new(Code::OutOfRange, message)
            .label(given.span.clone(), label)
            .help(format!("write for example `{name} = 1`")))
    }

    fn channels(&self) -> Result<Tile, Diagnostic> {
        let given = &self.given.value;
        let (vectors, span) = self.number("vectors", given.vectors.as_ref())?;
        let (pixels, _) = self.number("pixels", given.pixels.as_ref())?;
        let channels = lane_channels(&self.interface.shape);
        let lanes = self.isa.lanes(self.interface.element);
        let most = channels.div_ceil(lanes);
        if vectors > most {
            return Err(Diagnostic::new(
                Code::ImpossibleSchedule,
                format!(
                    "a tile of {vectors} vectors of {lanes} channels is more than the {channels} \
                     output channels of a group"
                ),
            )
            .label(span, "too many")
            .help(format!("write `vectors = {most}` or less")));
        }
        let interleaved = given.interleaved.as_ref();
        if let Some(given) = interleaved.filter(|given| given.value && self.phases() == 1) {
            return Err(Diagnostic::new(
                Code::ImpossibleSchedule,
                "`interleaved` is `true`, but a row has one phase only",
            )
            .label(given.span.clone(), "nothing to interleave")
            .note(
                "a row has as many phases as the last axis of a transposed convolution has strides",
            )
            .help("leave `interleaved` out"));
        }
        self.fits(vectors * pixels, vectors + 1)?;
        let interleaved = interleaved.is_some_and(|given| given.value);
        Ok(Tile { vectors, pixels, interleaved })
    }

    fn pixels(&self) -> Result<PixelTile, Diagnostic> {
        let given = &self.given.value;
        let (vectors, _) = self.number("vectors", given.vectors.as_ref())?;
        let (rows, _) = self.number("rows", given.rows.as_ref())?;
        let (channels, _) = self.number("channels", given.channels.as_ref())?;
        let sums = vectors * rows * channels;
        self.fits(sums.saturating_mul(self.phases()), 2)?;
        Ok(PixelTile { vectors, rows, channels })
    }

    /// The outputs of a tile by axis; those that the layer does not have are of one.
    fn outputs(&self) -> Result<Outputs, Diagnostic> {
        let (dims, mut each) = (self.interface.shape.dims(), [1; 3]);
        let Some(given) = &self.given.value.outputs else { return Ok(Outputs { dims, each }) };
        if let PerAxis::Each(numbers) = &given.value
            && numbers.len() != dims
        {
            let (count, message) = (numbers.len(), "`outputs` has a number for each axis");
            let plural = if dims == 1 { "axis" } else { "axes" };
            return Err(Diagnostic::new(
                Code::WrongAxes,
                format!("{message}, but it has {count} and the layer has {dims} {plural}"),
            )
            .label(given.span.clone(), format!("{count} of {dims}"))
            .help("write one number for all axes, or as many as the layer has axes"));
        }
        for (axis, outputs) in each[3 - dims..].iter_mut().enumerate() {
            let Some(number) = given.value.get(axis) else { continue };
            match usize::try_from(number.value) {
                Ok(number @ 1..=Outputs::MOST) => *outputs = number,
                _ => return Err(self.no_tile(number)),
            }
        }
        Ok(Outputs { dims, each })
    }

    fn no_tile(&self, number: &Spanned<i64>) -> Diagnostic {
        let message = format!(
            "`outputs` is {}, but tiles have 1 to {} along an axis",
            number.value,
            Outputs::MOST
        );
        Diagnostic::new(Code::OutOfRange, message)
            .label(number.span.clone(), "no such tile")
            .help("write `outputs = 4` or less, or leave it out")
    }

    fn sparse(&self, scratch: usize) -> Result<RowTile, Diagnostic> {
        let given = &self.given.value;
        let (vectors, _) = self.number("vectors", given.vectors.as_ref())?;
        let (rows, _) = self.number("rows", given.rows.as_ref())?;
        self.fits((vectors * rows).saturating_mul(self.phases()), 2)?;
        let copied = given.copied.as_ref().filter(|given| given.value);
        if let Some(given) = copied {
            let element = self.interface.element;
            let width = vectors * self.isa.lanes(element);
            Copied { shape: &self.interface.shape, element, width, rows, scratch }.check(given)?;
        }
        Ok(RowTile { vectors, rows, copied: copied.is_some() })
    }

    /// Phases of a row.
    fn phases(&self) -> usize {
        let x = &self.interface.shape.spatial()[2];
        match self.interface.shape.kind() {
            Kind::Conv => 1,
            Kind::ConvTranspose => x.stride.min(self.interface.shape.output_sizes()[2]),
        }
    }

    /// The sums of a tile and its operands have registers.
    fn fits(&self, sums: usize, operands: usize) -> Result<(), Diagnostic> {
        let registers = self.isa.registers;
        if sums.saturating_add(operands) <= registers {
            return Ok(());
        }
        let isa = self.isa.level.name();
        Err(Diagnostic::new(
            Code::ImpossibleSchedule,
            format!(
                "the tile has {sums} sums, and {isa} has registers for {}",
                registers - operands
            ),
        )
        .label(self.given.span.clone(), "does not fit the registers")
        .note(format!(
            "{isa} has {registers} vector registers, of which weights and inputs take {operands}; \
             a sum that has none goes through memory in every step"
        ))
        .help("make the tile smaller"))
    }
}

/// Names as a sentence has them.
fn list(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
