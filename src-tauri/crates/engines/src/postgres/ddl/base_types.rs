//! Base types: made of functions of the server, which mention the type before it is there.

use crate::postgres::catalog::{BaseType, Catalog, Type};
use crate::postgres::class::{self, Key};
use crate::postgres::quote::literal;

/// Whether functions that make up a type take or give it themselves: then the type is mentioned before them.
pub(super) fn has_own_functions(catalog: &Catalog, of: Key) -> bool {
    catalog
        .depends_of(of)
        .iter()
        .any(|d| d.ref_class == class::PROC && needs(catalog, (d.ref_class, d.ref_oid), of))
}

/// Whether a function is one that a type is made of.
pub(crate) fn makes(catalog: &Catalog, function: Key, of: Key) -> bool {
    function.0 == class::PROC && needs(catalog, of, function)
}

fn needs(catalog: &Catalog, from: Key, to: Key) -> bool {
    catalog.depends_of(from).iter().any(|d| (d.ref_class, d.ref_oid) == to)
}

/// The schema that a type is in.
pub(super) fn place(catalog: &Catalog, t: &Type) -> Option<Key> {
    catalog.schemas.iter().find(|schema| schema.name == t.schema).map(|schema| (class::NAMESPACE, schema.oid))
}

/// The statement that makes it. `name` is quoted.
pub(super) fn statement(name: &str, base: &BaseType, default: Option<&str>) -> String {
    let mut parts = vec![format!("INPUT = {}", base.input), format!("OUTPUT = {}", base.output)];
    let functions = [
        ("RECEIVE", &base.receive),
        ("SEND", &base.send),
        ("TYPMOD_IN", &base.typmod_in),
        ("TYPMOD_OUT", &base.typmod_out),
        ("ANALYZE", &base.analyze),
        ("SUBSCRIPT", &base.subscript),
    ];
    for (word, function) in functions {
        if let Some(function) = function {
            parts.push(format!("{word} = {function}"));
        }
    }
    parts.push(match base.length {
        -1 => "INTERNALLENGTH = VARIABLE".to_owned(),
        // The length of C strings has no word.
        length => format!("INTERNALLENGTH = {length}"),
    });
    if base.by_value {
        parts.push("PASSEDBYVALUE".to_owned());
    }
    let align = match base.align.as_str() {
        "c" => "char",
        "s" => "int2",
        "d" => "double",
        _ => "int4",
    };
    let storage = match base.storage.as_str() {
        "e" => "external",
        "m" => "main",
        "x" => "extended",
        _ => "plain",
    };
    parts.push(format!(
        "ALIGNMENT = {align}, STORAGE = {storage}, CATEGORY = {}",
        literal(&base.category).trim_start()
    ));
    if base.preferred {
        parts.push("PREFERRED = true".to_owned());
    }
    if let Some(default) = default {
        parts.push(format!("DEFAULT = {}", literal(default).trim_start()));
    }
    if let Some(of) = &base.of {
        parts.push(format!("ELEMENT = {of}"));
    }
    parts.push(format!("DELIMITER = {}", literal(&base.delimiter).trim_start()));
    if base.collatable {
        parts.push("COLLATABLE = true".to_owned());
    }
    format!("CREATE TYPE {name} ({})", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_without_extras_says_no_more_than_it_has() {
        let base: BaseType = serde_json::from_value(serde_json::json!({
            "input": "a.i", "output": "a.o", "receive": null, "send": null, "typmod_in": null, "typmod_out": null,
            "analyze": null, "subscript": null, "length": 4, "by_value": true, "align": "i",
            "storage": "p", "category": "N", "preferred": false, "delimiter": ",", "of": null, "collatable": false
        }))
        .unwrap();
        assert_eq!(
            statement("t", &base, None),
            "CREATE TYPE t (INPUT = a.i, OUTPUT = a.o, INTERNALLENGTH = 4, PASSEDBYVALUE, ALIGNMENT = int4, STORAGE = plain, CATEGORY = 'N', DELIMITER = ',')"
        );
    }
}
