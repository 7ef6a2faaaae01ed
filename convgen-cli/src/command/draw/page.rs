//! The page: a template, its style and its scripts, and what is put into them.

use serde::Serialize;

use super::picture::Picture;
use crate::command::explain::Explained;
use crate::problem::Problem;

const TEMPLATE: &str = include_str!("page.html");

const STYLES: [&str; 9] = [
    include_str!("style/colours.css"),
    include_str!("style/page.css"),
    include_str!("style/controls.css"),
    include_str!("style/scene.css"),
    include_str!("style/player.css"),
    include_str!("style/matrix.css"),
    include_str!("style/cost.css"),
    include_str!("style/narrow.css"),
    include_str!("style/print.css"),
];

/// Each after those that it uses when it is loaded.
const SCRIPTS: [&str; 18] = [
    include_str!("script/layer.js"),
    include_str!("script/text.js"),
    include_str!("script/element.js"),
    include_str!("script/state.js"),
    include_str!("script/grid.js"),
    include_str!("script/link.js"),
    include_str!("script/scene.js"),
    include_str!("script/sum.js"),
    include_str!("script/player.js"),
    include_str!("script/shades.js"),
    include_str!("script/zoom.js"),
    include_str!("script/matrix.js"),
    include_str!("script/cost.js"),
    include_str!("script/theme.js"),
    include_str!("script/header.js"),
    include_str!("script/choices.js"),
    include_str!("script/legend.js"),
    include_str!("script/main.js"),
];

/// Most bytes of code in a page; a browser lays out as much at once.
const CODE: usize = 1 << 18;

/// Most characters of a line of code. Only tables of weights have longer ones.
const LINE: usize = 400;

/// What a page shows.
#[derive(Serialize)]
pub(super) struct Contents<'a> {
    pub(super) spec: &'a str,
    #[serde(flatten)]
    pub(super) picture: &'a Picture,
    pub(super) explained: &'a Explained,
    #[serde(skip)]
    pub(super) code: &'a str,
}

impl Contents<'_> {
    /// The whole file.
    pub(super) fn page(&self) -> Result<String, Problem> {
        let data = serde_json::to_string(self).map_err(|error| {
            Problem::new(format!("internal error: the layer has no JSON: {error}"))
                .help("this is a bug in convgen: please report it with the spec")
        })?;
        let mut page = String::new();
        // What is put in is not looked at again, so a spec may be named like a place of the template.
        for part in TEMPLATE.split("{{") {
            let Some((name, rest)) = part.split_once("}}") else {
                page += part;
                continue;
            };
            match name {
                "spec" => page += &text(self.spec),
                "style" => page += &STYLES.concat(),
                // Inside JSON, `<` only appears in strings.
                "data" => page += &data.replace('<', "\\u003c"),
                "code" => page += &text(&shortened(self.code)),
                "script" => page += &SCRIPTS.concat(),
                _ => {}
            }
            page += rest;
        }
        Ok(page)
    }
}

/// A text as HTML, also inside a quoted attribute.
fn text(plain: &str) -> String {
    let mut html = String::with_capacity(plain.len());
    for character in plain.chars() {
        match character {
            '&' => html += "&amp;",
            '<' => html += "&lt;",
            '>' => html += "&gt;",
            '"' => html += "&quot;",
            '\'' => html += "&#39;",
            other => html.push(other),
        }
    }
    html
}

/// Code without the middle of long lines, and without what is too much for a page.
fn shortened(code: &str) -> String {
    let mut kept = String::new();
    for line in code.lines() {
        if kept.len() > CODE {
            kept += "// … and so on: `cargo convgen expand` prints all of it\n";
            break;
        }
        match line.char_indices().nth(LINE) {
            Some((end, _)) => {
                let left_out = line[end..].chars().count();
                kept += &format!("{} … {left_out} more characters\n", &line[..end]);
            }
            None => kept += &format!("{line}\n"),
        }
    }
    kept
}
