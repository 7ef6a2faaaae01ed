//! The value of `batch_norm`.

use toml::de::DeValue;

use super::data::{self, Data};
use super::given::Given;
use super::key::Key;
use super::keys;
use super::reader::Reader;
use super::value;
use crate::diagnostic::Diagnostic;

/// A batch normalisation as it is at inference,
/// `gamma · (x - mean) / √(var + eps) + beta` for each output channel.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm {
    /// The learned scale; 1 where it is absent.
    pub gamma: Option<Given<Data>>,
    /// The learned shift; 0 where it is absent.
    pub beta: Option<Given<Data>>,
    /// The mean of each channel.
    pub mean: Given<Data>,
    /// The variance of each channel.
    pub var: Given<Data>,
    /// What is added to the variance.
    pub eps: Option<Given<f64>>,
}

pub(super) fn read(
    key: &'static Key,
    found: &Given<&DeValue<'_>>,
    errors: &mut Vec<Diagnostic>,
) -> Option<BatchNorm> {
    let DeValue::Table(table) = found.value else {
        errors.push(value::wrong_type(key, found.key, found.value, found.span.clone()));
        return None;
    };
    let reader = Reader::inner(table, key, found.span.clone());
    reader.check_keys(errors);
    reader.require(&keys::MEAN, errors);
    reader.require(&keys::VAR, errors);
    let mut read = |key| reader.several(key, data::read, errors);
    let (gamma, beta) = (read(&keys::GAMMA), read(&keys::BETA));
    let (mean, var) = (read(&keys::MEAN), read(&keys::VAR));
    let eps = reader.optional(&keys::EPS, value::decimal, errors);
    Some(BatchNorm { gamma, beta, mean: mean?, var: var?, eps })
}
