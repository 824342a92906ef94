//! Names of arguments that a later major takes for words of its own: quoted, as that major would print them.

use super::Routine;

/// Words that came after 10 and cannot be the bare name of an argument.
const NEWER: [&str; 15] = [
    "json",
    "json_array",
    "json_arrayagg",
    "json_exists",
    "json_object",
    "json_objectagg",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "merge_action",
    "normalize",
    "system_user",
    "xmltable",
];
const MODES: [&str; 4] = ["IN ", "OUT ", "INOUT ", "VARIADIC "];

impl Routine {
    /// Quotes them wherever the server has printed them.
    pub(super) fn quote_arguments(&mut self) {
        let arguments = quoted(&self.arguments);
        if let Some(definition) = &mut self.definition {
            let (before, after) = (format!("({})\n", self.arguments), format!("({arguments})\n"));
            *definition = definition.replacen(&before, &after, 1);
            columns(definition);
        }
        self.identity_arguments = quoted(&self.identity_arguments);
        self.arguments = arguments;
    }
}

/// Those of `RETURNS TABLE(...)`, which has a line of its own.
fn columns(definition: &mut String) {
    let start = "\n RETURNS TABLE(";
    let Some(from) = definition.find(start).map(|at| at + start.len()) else { return };
    let Some(to) = definition[from..].find(")\n").map(|at| from + at) else { return };
    let list = quoted(&definition[from..to]);
    definition.replace_range(from..to, &list);
}

fn quoted(list: &str) -> String {
    if !NEWER.iter().any(|word| list.contains(word)) {
        return list.to_owned();
    }
    list.split(", ").map(one).collect::<Vec<_>>().join(", ")
}

/// One argument. What stands alone, or before its default, is a type.
fn one(argument: &str) -> String {
    let mode = MODES.iter().find(|mode| argument.starts_with(*mode)).map_or(0, |mode| mode.len());
    let (mode, rest) = argument.split_at(mode);
    match rest.split_once(' ') {
        Some((name, of)) if NEWER.contains(&name) && !of.starts_with("DEFAULT ") => {
            format!("{mode}\"{name}\" {of}")
        }
        _ => argument.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_are_quoted_and_types_are_not() {
        assert_eq!(quoted("json json, OUT json_value text"), "\"json\" json, OUT \"json_value\" text");
        assert_eq!(quoted("json, a json, json DEFAULT '{}'::json"), "json, a json, json DEFAULT '{}'::json");
        assert_eq!(quoted("\"json\" json, jsonb jsonb"), "\"json\" json, jsonb jsonb");
    }
}
