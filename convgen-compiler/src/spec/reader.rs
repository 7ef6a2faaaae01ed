//! Takes the values out of a table of the file, key by key.

use std::cell::OnceCell;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::given::Given;
use super::key::Key;
use super::keys::{LAYER_KEYS, PADDING};
use super::{ends, foreign, suggest};
use crate::diagnostic::{Code, Diagnostic};

/// The most errors that are reported: more are of no use, and each is shown with its lines.
pub(super) const MAX_ERRORS: usize = 32;

/// A table of the file together with the keys it may have.
pub(super) struct Reader<'a> {
    table: &'a DeTable<'a>,
    keys: Vec<&'static Key>,
    /// The key that the table is the value of and where that is; `None` for the spec itself.
    place: Option<(&'static Key, Range<usize>)>,
    /// See [`Reader::unknown`]: a file may have thousands of keys.
    unknown: OnceCell<Vec<(&'a str, Range<usize>)>>,
}

impl<'a> Reader<'a> {
    /// The spec itself.
    pub(super) fn root(table: &'a DeTable<'a>) -> Self {
        let keys = LAYER_KEYS.to_vec();
        Self { table, keys, place: None, unknown: OnceCell::new() }
    }

    /// The table that is the value of `key`.
    pub(super) fn inner(table: &'a DeTable<'a>, key: &'static Key, span: Range<usize>) -> Self {
        let place = Some((key, span));
        Self { table, keys: key.inner(), place, unknown: OnceCell::new() }
    }

    /// Reports every key that the table does not have, and every key given in two spellings.
    pub(super) fn check_keys(&self, errors: &mut Vec<Diagnostic>) {
        let inside = self.place.as_ref().map(|(key, _)| *key);
        let owner = inside.map_or("a layer spec".to_owned(), |key| format!("`{}`", key.name()));
        for (name, span) in self.unknown() {
            errors.push(
                Diagnostic::new(
                    Code::UnknownKey,
                    format!("`{}` is not a key of {owner}", name.escape_debug()),
                )
                .label(span.clone(), "unknown key")
                .help(self.for_unknown_key(name, inside)),
            );
        }
        for key in &self.keys {
            self.check_spellings(key, errors);
            self.check_place(key, errors);
        }
    }

    /// What to do about a key that the table does not have.
    fn for_unknown_key(&self, name: &str, inside: Option<&'static Key>) -> String {
        let Some(word) = foreign::find(self.place_of_keys(), name) else {
            return suggest::for_unknown_key(name, &self.keys, inside);
        };
        let flat = self.table.get(name).filter(|_| word.key() == Some(PADDING.name()));
        flat.and_then(|flat| ends::help_for(flat.get_ref())).unwrap_or_else(|| word.help())
    }

    fn place_of_keys(&self) -> foreign::Place {
        foreign::Place::Key(self.place.as_ref().map(|(key, _)| key.name()))
    }

    /// The first keys that the table does not have, in the order of the file.
    fn unknown(&self) -> &[(&'a str, Range<usize>)] {
        self.unknown.get_or_init(|| {
            let mut unknown: Vec<_> = self
                .table
                .keys()
                .map(|word| (word.get_ref().as_ref(), word.span()))
                .filter(|(name, _)| !self.keys.iter().any(|key| key.names.contains(name)))
                .collect();
            unknown.sort_by_key(|(_, span)| span.start);
            unknown.truncate(MAX_ERRORS);
            unknown
        })
    }

    fn check_spellings(&self, key: &Key, errors: &mut Vec<Diagnostic>) {
        let given = key.names.iter().filter_map(|name| self.table.get_key_value(*name));
        let mut given: Vec<(&str, Range<usize>)> =
            given.map(|(word, _)| (word.get_ref().as_ref(), word.span())).collect();
        given.sort_by_key(|(_, span)| span.start);
        if let [(first, first_span), (second, second_span)] = given.as_slice() {
            errors.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    format!("`{first}` and `{second}` are two spellings of one key"),
                )
                .label(second_span.clone(), "given again")
                .label(first_span.clone(), "first given here")
                .help(format!("keep one of `{first}` and `{second}`")),
            );
        }
    }

    /// Reports a key beside one that stands in its place.
    fn check_place(&self, key: &Key, errors: &mut Vec<Diagnostic>) {
        let given = |name: &str| {
            self.keys.iter().find_map(|key| self.find(key).filter(|_| key.names.contains(&name)))
        };
        let Some(first) = self.find(key) else { return };
        let others = key.excludes.iter().filter_map(|name| given(name));
        // Both exclude each other; one report is enough.
        for second in others.filter(|second| first.span.start < second.span.start) {
            let (first_key, second_key) = (first.key, second.key);
            errors.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    format!("`{first_key}` and `{second_key}` stand in place of one another"),
                )
                .label(second.span, "given again")
                .label(first.span.clone(), "first given here")
                .help(format!("keep one of `{first_key}` and `{second_key}`")),
            );
        }
    }

    /// Reports the keys of a linear map beside a key that gives all of it.
    pub(super) fn check_alone(&self, giver: &Key, errors: &mut Vec<Diagnostic>) {
        let (of_map, others): (Vec<&Key>, Vec<&Key>) =
            self.keys.iter().partition(|key| key.is_of_map);
        let mut given: Vec<_> = of_map.into_iter().filter_map(|key| self.find(key)).collect();
        given.sort_by_key(|given| given.span.start);
        if given.is_empty() {
            return;
        }
        let name = giver.name();
        let names: Vec<String> = given.iter().map(|given| format!("`{}`", given.key)).collect();
        let names = names.join(", ");
        let others: Vec<String> = others
            .into_iter()
            .filter(|key| key.name() != name)
            .map(|key| format!("`{}`", key.name()))
            .collect();
        let message = format!("`{name}` takes {names} from the other spec");
        let mut error = Diagnostic::new(Code::ConflictingKeys, message);
        for (nth, given) in given.into_iter().enumerate() {
            error = error.label(given.span, if nth == 0 { "given here too" } else { "" });
        }
        errors.push(error.help(format!(
            "leave {names} out: beside `{name}` a spec may have {}",
            others.join(", ")
        )));
    }

    /// The value of a key in whichever spelling it has.
    pub(super) fn find(&self, key: &Key) -> Option<Given<&'a DeValue<'a>>> {
        key.names.iter().find_map(|name| {
            let value = self.table.get(*name)?;
            Some(Given { key: name, value: value.get_ref(), span: value.span() })
        })
    }

    /// [`Reader::find`], read by `read`; `None` when the key is absent or its value is wrong,
    /// which is reported.
    pub(super) fn optional<T>(
        &self,
        key: &'static Key,
        read: impl FnOnce(&'static Key, &Given<&'a DeValue<'a>>) -> Result<T, Diagnostic>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Given<T>> {
        let found = self.find(key)?;
        match read(key, &found) {
            Ok(value) => Some(found.map(|_| value)),
            Err(error) => {
                errors.push(error);
                None
            }
        }
    }

    /// [`Reader::optional`] for a value that may have several errors; `read` reports them.
    pub(super) fn several<T>(
        &self,
        key: &'static Key,
        read: impl FnOnce(&'static Key, &Given<&'a DeValue<'a>>, &mut Vec<Diagnostic>) -> Option<T>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Given<T>> {
        let found = self.find(key)?;
        read(key, &found, errors).map(|value| found.map(|_| value))
    }

    /// Reports that the key is missing, if it is and not only misspelt.
    pub(super) fn require(&self, key: &'static Key, errors: &mut Vec<Diagnostic>) {
        if self.find(key).is_none() && !self.is_misspelt(key) {
            errors.push(self.missing(key));
        }
    }

    /// [`Reader::optional`] for a key that must be there.
    pub(super) fn required<T>(
        &self,
        key: &'static Key,
        read: impl FnOnce(&'static Key, &Given<&'a DeValue<'a>>) -> Result<T, Diagnostic>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Given<T>> {
        self.require(key, errors);
        self.optional(key, read, errors)
    }

    /// Whether an unknown key was reported that most likely is this one.
    pub(super) fn is_misspelt(&self, key: &Key) -> bool {
        let names = || self.keys.iter().flat_map(|key| key.names.iter().copied());
        self.unknown()
            .iter()
            .filter_map(|(word, _)| match foreign::find(self.place_of_keys(), word) {
                Some(word) => word.key(),
                None => suggest::nearest(word, names()),
            })
            .any(|meant| key.names.contains(&meant))
    }

    fn missing(&self, key: &Key) -> Diagnostic {
        let name = key.name();
        let mut example = format!("write `{name} = {}`", key.example);
        if let [_, short] = key.names {
            let why = if short.len() < name.len() { " for short" } else { "" };
            example.push_str(&format!(", or `{short}`{why}"));
        }
        let error = match &self.place {
            None => Diagnostic::new(Code::MissingKey, format!("the spec has no `{name}`")),
            Some((owner, span)) => {
                let message = format!("`{}` has no `{name}`", owner.name());
                Diagnostic::new(Code::MissingKey, message)
                    .label(span.clone(), format!("`{name}` is missing"))
            }
        };
        error.help(format!("{example}; it takes {}", key.takes))
    }
}
