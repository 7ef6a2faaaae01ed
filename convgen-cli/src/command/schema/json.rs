//! The JSON Schema of specs, from the table of keys.

use convgen_compiler::spec::{Key, LAYER_KEYS, Type};
use serde_json::{Map, Value, json};

/// The most axes of a layer.
const MAX_AXES: usize = 3;

/// The schema: draft 7, which Taplo and most editors read.
pub(super) fn schema() -> Value {
    // What is required is so without `transpose_of` only: see `else`.
    let mut schema = optional(LAYER_KEYS);
    let of_map = LAYER_KEYS.iter().filter(|key| key.is_of_map).flat_map(|key| key.names);
    let forbidden: Map<String, Value> =
        of_map.map(|name| ((*name).to_owned(), Value::Bool(false))).collect();
    let more = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "convgen layer spec",
        "description": "A convolution or transposed convolution for `#[convgen::layer]`.",
        "definitions": definitions(),
        "if": { "required": ["transpose_of"] },
        "then": { "properties": forbidden },
        "else": { "allOf": required(LAYER_KEYS) },
    });
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

/// An object with these keys and no others, of which it has those that are required.
fn table(keys: &[&Key]) -> Value {
    let mut table = optional(keys);
    let (one, several): (Vec<&Key>, Vec<&Key>) =
        keys.iter().filter(|key| key.is_required).partition(|key| key.names.len() == 1);
    if !one.is_empty() {
        table["required"] = one.iter().map(|key| key.name()).collect();
    }
    if !several.is_empty() {
        let mut rules = exclusive(keys);
        rules.extend(several.iter().map(|key| given(key)));
        table["allOf"] = rules.into();
    }
    table
}

/// An object with some of these keys and no others.
fn optional(keys: &[&Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        for name in key.names {
            properties.insert((*name).to_owned(), property(key));
        }
    }
    let mut table = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    let exclusive = exclusive(keys);
    if !exclusive.is_empty() {
        table["allOf"] = exclusive.into();
    }
    table
}

fn property(key: &Key) -> Value {
    let mut property = value(&key.takes);
    let mut about = key.about.to_owned();
    if let [long, short] = key.names {
        about += &format!(" `{long}` or `{short}`.");
    }
    property["description"] = about.into();
    if let Some(default) = key.default.and_then(|text| serde_json::from_str(text).ok()) {
        property["default"] = default;
    }
    property
}

fn value(takes: &Type) -> Value {
    match takes {
        Type::Word(words) => json!({ "type": "string", "enum": words }),
        Type::Whole(range) => {
            json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
        }
        Type::Above(least) => json!({ "type": "number", "exclusiveMinimum": least }),
        Type::AtLeast(least) => json!({ "type": "number", "minimum": least }),
        Type::Name(_) => json!({ "type": "string" }),
        // Whether they are the layer's is said better by the compiler.
        Type::Sizes => json!({ "type": "array", "items": { "type": "integer" } }),
        Type::Truth => json!({ "type": "boolean" }),
        Type::File(_, None) => json!({ "type": "string", "minLength": 1 }),
        Type::File(_, Some(end)) => {
            json!({ "type": "string", "pattern": format!("{}$", end.replace('.', "\\.")) })
        }
        Type::Number => json!({ "type": "number" }),
        // Infinity, which JSON does not have, becomes null.
        Type::Pair => json!({
            "type": "array",
            "items": { "type": ["number", "null"] },
            "minItems": 2,
            "maxItems": 2,
        }),
        Type::List => json!({ "type": "array", "items": { "type": "number" } }),
        Type::Lists => json!({ "$ref": "#/definitions/lists" }),
        Type::PerAxis(types) => {
            let list = json!({
                "type": "array",
                "items": any_of(types.iter().map(value).collect()),
                "minItems": 1,
                "maxItems": MAX_AXES,
            });
            any_of(types.iter().map(value).chain([list]).collect())
        }
        Type::Choice(keys) => {
            let mut one = table(keys);
            one["minProperties"] = 1.into();
            one
        }
        Type::Table(keys) => table(keys),
        // What stands beside a `$ref` is ignored, and descriptions do.
        Type::Alias(name, _) => {
            json!({ "allOf": [{ "$ref": format!("#/definitions/{}", definition(name)) }] })
        }
        Type::OneOf(types) => any_of(types.iter().map(value).collect()),
    }
}

fn any_of(mut all: Vec<Value>) -> Value {
    match all.len() {
        1 => all.remove(0),
        _ => json!({ "anyOf": all }),
    }
}

/// What is referred to by name.
fn definitions() -> Map<String, Value> {
    let mut found = Map::from_iter([("lists".to_owned(), lists())]);
    let mut keys = LAYER_KEYS.to_vec();
    while let Some(key) = keys.pop() {
        keys.extend(key.tables().into_iter().flatten());
        if let Type::Alias(name, one) = key.takes {
            found.insert(definition(name), value(one));
        }
    }
    found
}

/// The name of a definition, without spaces.
fn definition(name: &str) -> String {
    name.replace(", ", "_").replace(' ', "_")
}

/// Numbers in lists, however deep.
fn lists() -> Value {
    let item = json!({ "anyOf": [{ "type": "number" }, { "$ref": "#/definitions/lists" }] });
    json!({ "type": "array", "items": item })
}

/// A schema that is met when the key is there, in whichever spelling.
fn given(key: &Key) -> Value {
    any_of(key.names.iter().map(|name| json!({ "required": [name] })).collect())
}

fn required(keys: &[&Key]) -> Vec<Value> {
    keys.iter().filter(|key| key.is_required).map(|key| given(key)).collect()
}

/// What must not stand together: two spellings of one key, and keys that exclude each other.
fn exclusive(keys: &[&Key]) -> Vec<Value> {
    let never = |all: Value| json!({ "not": { "allOf": all } });
    let mut rules = Vec::new();
    for (nth, key) in keys.iter().enumerate() {
        if let [one, other] = key.names {
            rules.push(json!({ "not": { "required": [one, other] } }));
        }
        let others = keys[..nth].iter().filter(|other| key.excludes.contains(&other.name()));
        rules.extend(others.map(|other| never(json!([given(other), given(key)]))));
    }
    rules
}
