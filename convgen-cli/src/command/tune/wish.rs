//! What a spec can say of one instruction set, as keys of a table.

use convgen_compiler::isa::{AnyTile, Outputs, PixelTile, RowTile, Tile};
use convgen_compiler::spec::{IsaRequest, Strategy};
use convgen_compiler::strategy::Method;
use serde::{Serialize, Serializer};
use toml_edit::{Array, InlineTable, Value};

/// A strategy with its register tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish(pub(super) IsaRequest);

/// All keys that a wish may have.
pub(super) const KEYS: [&str; 8] =
    ["strategy", "vectors", "pixels", "rows", "channels", "interleaved", "copied", "outputs"];

impl Wish {
    /// Plain loops.
    pub(super) const LOOPED: Self = Self(IsaRequest { strategy: Strategy::Looped, tile: None });

    pub(super) fn tile(tile: AnyTile) -> Self {
        let strategy = match tile {
            AnyTile::Channels(_) => Strategy::Channels,
            AnyTile::Pixels(_) => Strategy::Pixels,
            AnyTile::Sparse(_) => Strategy::Sparse,
            AnyTile::Transformed(_) => Strategy::Transformed,
        };
        Self(IsaRequest { strategy, tile: Some(tile) })
    }

    /// The wish that gives this method.
    pub(super) fn of(method: Method) -> Self {
        Self(IsaRequest { strategy: method.strategy(), tile: method.tile() })
    }

    /// Its keys, in the order of [`KEYS`].
    pub(super) fn pairs(self) -> Vec<(&'static str, Value)> {
        let number = |number: usize| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
        let mut pairs = vec![("strategy", Value::from(self.0.strategy.name()))];
        match self.0.tile {
            None => {}
            Some(AnyTile::Channels(Tile { vectors, pixels, interleaved })) => {
                pairs.extend([("vectors", number(vectors)), ("pixels", number(pixels))]);
                pairs.extend(interleaved.then(|| ("interleaved", Value::from(true))));
            }
            Some(AnyTile::Pixels(PixelTile { vectors, rows, channels })) => pairs.extend([
                ("vectors", number(vectors)),
                ("rows", number(rows)),
                ("channels", number(channels)),
            ]),
            Some(AnyTile::Sparse(RowTile { vectors, rows, copied })) => {
                pairs.extend([("vectors", number(vectors)), ("rows", number(rows))]);
                pairs.extend(copied.then(|| ("copied", Value::from(true))));
            }
            Some(AnyTile::Transformed(Outputs { dims, each })) => {
                let outputs: Array = each[3 - dims..].iter().map(|&each| number(each)).collect();
                pairs.push(("outputs", Value::from(outputs)));
            }
        }
        pairs
    }

    /// As it stands in a spec: `{ strategy = "channels", vectors = 2, pixels = 6 }`.
    pub(super) fn text(self) -> String {
        InlineTable::from_iter(self.pairs()).to_string().trim().to_owned()
    }
}

impl Serialize for Wish {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.pairs().into_iter().map(|(key, value)| (key, json(&value))))
    }
}

/// The same value in JSON.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Integer(number) => serde_json::Value::from(*number.value()),
        Value::Boolean(truth) => serde_json::Value::from(*truth.value()),
        Value::Array(items) => items.iter().map(json).collect(),
        other => serde_json::Value::from(other.as_str()),
    }
}
