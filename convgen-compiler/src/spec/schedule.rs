//! The table `[schedule]`: how a layer is to be computed.

use toml::de::DeValue;

use super::given::Given;
use super::key::Key;
use super::keys;
use super::reader::Reader;
use super::value::PerAxis;
use super::{Strategy, value};
use crate::diagnostic::Diagnostic;
use crate::isa::Isa;

/// What the table `[schedule]` says.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    /// The strategy that must be used.
    pub strategy: Option<Given<Strategy>>,
    /// Whether strategies whose products are others than the layer's are out of the question.
    pub direct: Option<Given<bool>>,
    /// Bytes of stack that a kernel may take.
    pub scratch: Option<Given<i64>>,
    /// What is said of each of [`Isa::VECTOR`].
    pub isas: [Option<Given<IsaSchedule>>; Isa::VECTOR.len()],
}

impl Schedule {
    /// The strategy that is named for an instruction set, or for all.
    pub fn named(&self, isa: &Isa) -> Option<&Given<Strategy>> {
        let own = Isa::VECTOR.iter().zip(&self.isas).find(|(row, _)| *row == isa);
        let own = own.and_then(|(_, given)| given.as_ref()?.value.strategy.as_ref());
        own.or(self.strategy.as_ref())
    }
}

/// What a table such as `[schedule.avx2]` says: the strategy and the register tile for one
/// instruction set.
#[derive(Clone, Debug, Default)]
pub struct IsaSchedule {
    /// The strategy, instead of the one for all.
    pub strategy: Option<Given<Strategy>>,
    /// Vectors of a tile.
    pub vectors: Option<Given<i64>>,
    /// Neighbouring outputs of a tile of channels.
    pub pixels: Option<Given<i64>>,
    /// Rows of a tile of pixels.
    pub rows: Option<Given<i64>>,
    /// Output channels of a tile of pixels.
    pub channels: Option<Given<i64>>,
    /// Whether a tile of channels has the pixels of all phases in turn.
    pub interleaved: Option<Given<bool>>,
    /// Whether the rows that a tile of single weights reads are copied first.
    pub copied: Option<Given<bool>>,
    /// Outputs of a tile by Cook–Toom algorithms.
    pub outputs: Option<Given<PerAxis>>,
}

pub(super) fn read(reader: &Reader<'_>, errors: &mut Vec<Diagnostic>) -> Schedule {
    let Some((_, reader)) = table(reader, &keys::SCHEDULE, errors) else {
        return Schedule::default();
    };
    let isas = keys::ISAS.map(|key| {
        let (found, reader) = table(&reader, key, errors)?;
        let schedule = IsaSchedule {
            strategy: reader.optional(&keys::STRATEGY, strategy, errors),
            vectors: reader.optional(&keys::VECTORS, value::integer, errors),
            pixels: reader.optional(&keys::PIXELS, value::integer, errors),
            rows: reader.optional(&keys::ROWS, value::integer, errors),
            channels: reader.optional(&keys::CHANNELS, value::integer, errors),
            interleaved: reader.optional(&keys::INTERLEAVED, value::truth, errors),
            copied: reader.optional(&keys::COPIED, value::truth, errors),
            outputs: reader.optional(&keys::OUTPUTS, value::per_axis, errors),
        };
        Some(found.map(|_| schedule))
    });
    Schedule {
        strategy: reader.optional(&keys::STRATEGY, strategy, errors),
        direct: reader.optional(&keys::DIRECT, value::truth, errors),
        scratch: reader.optional(&keys::SCRATCH, value::integer, errors),
        isas,
    }
}

/// The table that is a key's value, its own keys checked.
fn table<'a>(
    reader: &Reader<'a>,
    key: &'static Key,
    errors: &mut Vec<Diagnostic>,
) -> Option<(Given<&'a DeValue<'a>>, Reader<'a>)> {
    let found = reader.find(key)?;
    let DeValue::Table(table) = found.value else {
        errors.push(value::wrong_type(key, found.key, found.value, found.span));
        return None;
    };
    let inner = Reader::inner(table, key, found.span.clone());
    inner.check_keys(errors);
    Some((found, inner))
}

fn strategy(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Strategy, Diagnostic> {
    value::word(key, found, &Strategy::ALL.map(|strategy| (strategy.name(), strategy)))
}
