//! What stands between the attribute's parentheses.

use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Error, Ident, LitBool, LitStr, Path, Result, Token};

/// `"path/to/spec.toml"`, and after it `outside = true` and `crate = "path"`, in any order.
pub(super) struct Argument {
    pub(super) path: LitStr,
    /// Whether files may lie outside the crate.
    pub(super) outside: bool,
    /// The path of `convgen` in the user's crate, where it has another name.
    pub(super) facade: Option<Path>,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let path = input.parse().map_err(|error| {
            let text =
                "expected the path of a layer spec: `#[convgen::layer(\"specs/name.toml\")]`";
            Error::new(error.span(), text)
        })?;
        let (mut outside, mut facade) = (None, None);
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let name = input.call(Ident::parse_any)?;
            input.parse::<Token![=]>()?;
            let again = match name.to_string().as_str() {
                "outside" => outside.replace(truth(input)?).is_some(),
                "crate" => facade.replace(facade_path(&input.parse()?)?).is_some(),
                _ => {
                    let text = format!(
                        "`{name}` is not an argument of `convgen::layer`: after the path it takes \
                         `outside = true` and `crate = \"path\"`"
                    );
                    return Err(Error::new(name.span(), text));
                }
            };
            if again {
                return Err(Error::new(name.span(), format!("`{name}` is given twice")));
            }
        }
        Ok(Self { path, outside: outside.unwrap_or(false), facade })
    }
}

fn truth(input: ParseStream<'_>) -> Result<bool> {
    let value: Result<LitBool> = input.parse();
    value.map(|value| value.value).map_err(|error| {
        Error::new(error.span(), "`outside` takes `true` or `false`, without quotes")
    })
}

/// The path in a string. Generated code says it in modules of its own, so that it has to mean the
/// same everywhere: from `crate`, or from the name of a dependency.
fn facade_path(text: &LitStr) -> Result<Path> {
    let path: Path = text.parse_with(Path::parse_mod_style)?;
    let first = path.segments.first().map(|segment| segment.ident.to_string());
    match first.as_deref() {
        Some("crate") => Ok(path),
        Some("self" | "super") => {
            let text = "`crate` takes a path from the name of a dependency, such as `\"other\"`, or \
                        from `crate`, such as `\"crate::other\"`";
            Err(Error::new(path.span(), text))
        }
        _ => Ok(Path { leading_colon: Some(<Token![::]>::default()), ..path }),
    }
}
