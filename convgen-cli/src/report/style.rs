//! The few colours of the reports. They are written to streams that drop them where they do not
//! belong.

use anstyle::{AnsiColor, Style};

/// A title.
pub(crate) const HEADING: Style = Style::new().bold();
/// Something that is as it should be.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Something that is not.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
