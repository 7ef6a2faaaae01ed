//! Sizes that are given beside the model.

use std::fmt;
use std::str::FromStr;

/// Sizes of a value of the model, `NAME=1x3x32x32`.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The value.
    pub name: String,
    /// Its sizes.
    pub sizes: Vec<usize>,
}

impl FromStr for Fixed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Names of values may have `=` in them, sizes may not.
        let (name, sizes) = text.rsplit_once('=').ok_or("write NAME=1x3x32x32")?;
        let size = |size: &str| match size.trim().parse() {
            Ok(0) | Err(_) => Err(format!("`{size}` is not a size: write NAME=1x3x32x32")),
            Ok(number) => Ok(number),
        };
        let sizes = sizes.split(['x', '×', ',']).map(size).collect::<Result<_, _>>()?;
        Ok(Self { name: name.to_owned(), sizes })
    }
}

impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes: Vec<String> = self.sizes.iter().map(usize::to_string).collect();
        write!(f, "{}={}", self.name, sizes.join("x"))
    }
}
