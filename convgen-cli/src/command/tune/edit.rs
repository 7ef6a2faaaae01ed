//! The table `[schedule]` of a spec, changed in place: comments and formatting stay.

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::wish::{KEYS, Wish};

/// The text without any strategy; what bounds the choice of one stays.
pub(super) fn without(mut document: DocumentMut) -> String {
    if let Some(schedule) = document.get_mut("schedule").and_then(Item::as_table_like_mut) {
        let keys: Vec<String> = schedule.iter().map(|(key, _)| key.to_owned()).collect();
        keys.iter().filter(|key| !BOUNDS.contains(&key.as_str())).for_each(|key| {
            schedule.remove(key);
        });
        if schedule.is_empty() {
            document.remove("schedule");
        }
    }
    document.to_string()
}

/// Keys of `[schedule]` that name no strategy.
const BOUNDS: [&str; 2] = ["direct", "scratch"];

/// Says what one instruction set shall do; `None` leaves that to the compiler.
pub(super) fn set(document: &mut DocumentMut, isa: &str, wish: Option<Wish>) {
    let Some(wish) = wish else {
        if let Some(schedule) = document.get_mut("schedule").and_then(Item::as_table_like_mut) {
            schedule.remove(isa);
            if schedule.is_empty() {
                document.remove("schedule");
            }
        }
        return;
    };
    let schedule = document.entry("schedule").or_insert_with(|| {
        // Only `[schedule.avx2]` and its kin get a heading.
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let inline = schedule.is_inline_table();
    let Some(schedule) = schedule.as_table_like_mut() else { return };
    if schedule.get(isa).is_none() {
        let empty = match inline {
            true => Item::Value(Value::InlineTable(InlineTable::new())),
            false => Item::Table(Table::new()),
        };
        schedule.insert(isa, empty);
    }
    if let Some(table) = schedule.get_mut(isa).and_then(Item::as_table_like_mut) {
        fill(table, wish);
    }
}

/// Whether `[schedule]` names a strategy for all instruction sets.
pub(super) fn has_general(document: &DocumentMut) -> bool {
    let schedule = document.get("schedule").and_then(Item::as_table_like);
    schedule.is_some_and(|schedule| schedule.contains_key("strategy"))
}

/// Makes the keys of a table those of the wish; what stands around a value stays.
fn fill(table: &mut dyn TableLike, wish: Wish) {
    let pairs = wish.pairs();
    for key in KEYS.iter().filter(|key| pairs.iter().all(|(known, _)| known != *key)) {
        table.remove(key);
    }
    for (key, mut value) in pairs {
        match table.get_mut(key).and_then(Item::as_value_mut) {
            Some(old) => {
                *value.decor_mut() = old.decor().clone();
                *old = value;
            }
            None => {
                table.insert(key, Item::Value(value));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use convgen_compiler::isa::{AnyTile, RowTile, Tile};

    use super::{DocumentMut, Wish, set, without};

    fn document(text: &str) -> DocumentMut {
        text.parse().unwrap_or_default()
    }

    fn channels(vectors: usize, pixels: usize) -> Wish {
        Wish::tile(AnyTile::Channels(Tile { vectors, pixels, interleaved: false }))
    }

    #[test]
    fn a_table_is_added_at_the_end() {
        let mut spec = document("# a layer\nkind = \"conv\"   # yes\n");
        set(&mut spec, "avx2", Some(channels(2, 6)));
        let expected = "# a layer\nkind = \"conv\"   # yes\n\n[schedule.avx2]\n\
                        strategy = \"channels\"\nvectors = 2\npixels = 6\n";
        assert_eq!(spec.to_string(), expected);
    }

    #[test]
    fn keys_change_in_place_and_comments_stay() {
        let text = "i = 3\n\n[schedule.avx2] # tuned\n# by hand\nstrategy = \"channels\" # wide\n\
                    pixels =  4\nvectors = 3 # three\n";
        let mut spec = document(text);
        let tile = AnyTile::Sparse(RowTile { vectors: 1, rows: 4, copied: false });
        set(&mut spec, "avx2", Some(Wish::tile(tile)));
        let expected = "i = 3\n\n[schedule.avx2] # tuned\n# by hand\nstrategy = \"sparse\" # wide\n\
                        vectors = 1 # three\nrows = 4\n";
        assert_eq!(spec.to_string(), expected);
    }

    #[test]
    fn inline_tables_stay_inline() {
        let mut spec = document("schedule = { avx512 = { strategy = \"looped\" } }\ni = 3\n");
        set(&mut spec, "avx2", Some(channels(1, 8)));
        set(&mut spec, "avx512", None);
        let again = document(&spec.to_string());
        assert_eq!(again["schedule"]["avx2"]["pixels"].as_integer(), Some(8));
        assert!(again["schedule"].is_inline_table() && again["schedule"].get("avx512").is_none());
        assert!(spec.to_string().ends_with("\ni = 3\n"));
    }

    #[test]
    fn the_last_wish_takes_the_schedule_with_it() {
        let mut spec = document("i = 3 # three\n[schedule.avx2]\nstrategy = \"looped\"\n");
        assert_eq!(without(spec.clone()), "i = 3 # three\n");
        set(&mut spec, "avx2", None);
        assert_eq!(spec.to_string(), "i = 3 # three\n");
    }

    #[test]
    fn what_bounds_the_choice_stays() {
        let text =
            "[schedule]\nscratch = 4 # KiB\nstrategy = \"looped\"\ndirect = true\navx2 = {}\n";
        let bounds = "[schedule]\nscratch = 4 # KiB\ndirect = true\n";
        assert_eq!(without(document(text)), bounds);
    }
}
