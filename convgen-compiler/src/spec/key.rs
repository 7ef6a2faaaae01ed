//! A key of a spec: what parser, messages, JSON Schema and reference know of it.

use std::fmt;
use std::ops::RangeInclusive;

/// A key.
#[derive(Debug)]
pub struct Key {
    /// Its spellings, the one that messages prefer first.
    pub names: &'static [&'static str],
    /// What it takes.
    pub takes: Type,
    /// A value to show, as TOML.
    pub example: &'static str,
    /// What its absence means, as TOML; `None` where absence is something of its own.
    pub default: Option<&'static str>,
    /// Whether the table it belongs to is wrong without it.
    pub is_required: bool,
    /// Whether it says what the linear map of the layer is. A spec with `transpose_of` takes all
    /// that from the other spec.
    pub is_of_map: bool,
    /// Keys that exclude it.
    pub excludes: &'static [&'static str],
    /// What it means, as a sentence of Markdown.
    pub about: &'static str,
    /// Whose rule that is; empty for a rule of convgen's own.
    pub source: &'static str,
}

/// What a key takes; `Display` follows the word "takes".
#[derive(Debug)]
pub enum Type {
    /// One of some words.
    Word(&'static [&'static str]),
    /// A whole number.
    Whole(RangeInclusive<i64>),
    /// A number above this one.
    Above(f64),
    /// A number of at least this one.
    AtLeast(f64),
    /// `true` or `false`.
    Truth,
    /// The name of something of a sort.
    Name(&'static str),
    /// The path of a file of a sort whose names end so, or however they like.
    File(&'static str, Option<&'static str>),
    /// A number.
    Number,
    /// A list of two numbers.
    Pair,
    /// A list with the size of every dimension.
    Sizes,
    /// A list of numbers.
    List,
    /// Lists of lists of numbers.
    Lists,
    /// A value for all axes, or a list with one an axis, each of one of these types.
    PerAxis(&'static [Type]),
    /// A table with one of these keys.
    Choice(&'static [&'static Key]),
    /// A table with these keys.
    Table(&'static [&'static Key]),
    /// One of these.
    OneOf(&'static [Type]),
    /// What several keys take, by a name of its own: schema and reference say it once.
    Alias(&'static str, &'static Type),
}

impl Key {
    pub(super) const fn new(
        names: &'static [&'static str],
        takes: Type,
        example: &'static str,
        about: &'static str,
    ) -> Self {
        Self {
            names,
            takes,
            example,
            default: None,
            is_required: false,
            is_of_map: false,
            excludes: &[],
            about,
            source: "",
        }
    }

    pub(super) const fn default(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    pub(super) const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    pub(super) const fn of_map(mut self) -> Self {
        self.is_of_map = true;
        self
    }

    pub(super) const fn excludes(mut self, keys: &'static [&'static str]) -> Self {
        self.excludes = keys;
        self
    }

    pub(super) const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }

    /// The spelling that messages use when the spec uses none.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.names[0]
    }

    /// The keys of each table that it takes.
    #[must_use]
    pub fn tables(&self) -> Vec<&'static [&'static Key]> {
        self.takes.tables()
    }

    /// The keys of all tables that it takes.
    pub(super) fn inner(&self) -> Vec<&'static Key> {
        self.tables().into_iter().flatten().copied().collect()
    }

    /// The key itself or the one inside that has this spelling.
    pub(super) fn find(&'static self, name: &str) -> Option<&'static Self> {
        if self.names.contains(&name) {
            return Some(self);
        }
        self.inner().into_iter().find_map(|inner| inner.find(name))
    }
}

impl Type {
    fn tables(&self) -> Vec<&'static [&'static Key]> {
        match self {
            Self::Table(keys) | Self::Choice(keys) => vec![keys],
            Self::OneOf(types) | Self::PerAxis(types) => {
                types.iter().flat_map(Self::tables).collect()
            }
            Self::Alias(_, one) => one.tables(),
            _ => Vec::new(),
        }
    }

    /// The numbers that are let through, if it takes whole numbers.
    pub(super) fn range(&self) -> Option<&RangeInclusive<i64>> {
        match self {
            Self::Whole(range) => Some(range),
            Self::OneOf(types) | Self::PerAxis(types) => types.iter().find_map(Self::range),
            Self::Alias(_, one) => one.range(),
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
                f.write_str(&enumerate(&words))
            }
            // Few enough to be named.
            Self::Whole(range) if range.end() - range.start() <= 3 => {
                let numbers: Vec<String> =
                    range.clone().map(|number| format!("`{number}`")).collect();
                f.write_str(&enumerate(&numbers))
            }
            Self::Whole(_) => f.write_str("a whole number"),
            Self::Above(least) => write!(f, "a number above {least}"),
            Self::AtLeast(least) => write!(f, "a number of at least {least}"),
            Self::Truth => f.write_str("`true` or `false`"),
            Self::Name(sort) => write!(f, "the name of {sort}"),
            Self::Sizes => f.write_str("a list with the size of every dimension"),
            Self::File(sort, _) => write!(f, "the path of {sort}"),
            Self::Number => f.write_str("a number"),
            Self::Pair => f.write_str("a list of two numbers"),
            Self::List => f.write_str("a list of numbers"),
            Self::Lists => f.write_str("nested lists of numbers"),
            Self::PerAxis([one]) => {
                let item = one.to_string();
                write!(f, "{item}, or a list with one {} an axis", item.trim_start_matches("a "))
            }
            Self::PerAxis(types) => {
                for one in *types {
                    write!(f, "{one}, ")?;
                }
                f.write_str("or a list with one of these an axis")
            }
            Self::Choice(keys) => {
                let tables: Vec<String> =
                    keys.iter().map(|key| format!("`{{ {} = .. }}`", key.name())).collect();
                write!(f, "a table {}", enumerate(&tables))
            }
            Self::Table(keys) => {
                let required = keys.iter().filter(|key| key.is_required);
                let required: Vec<String> =
                    required.map(|key| format!("{} = ..", key.name())).collect();
                match required.as_slice() {
                    [] => f.write_str("a table"),
                    _ => write!(f, "a table `{{ {} }}`", required.join(", ")),
                }
            }
            Self::OneOf(types) => {
                let types: Vec<String> = types.iter().map(Self::to_string).collect();
                f.write_str(&types.join(", or "))
            }
            Self::Alias(_, one) => write!(f, "{one}"),
        }
    }
}

/// "a, b or c".
fn enumerate(items: &[String]) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
