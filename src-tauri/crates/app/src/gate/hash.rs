//! The hash of a plan: over JSON whose keys are in order, so that it depends on what is said and not on how it is written.

use domain::run::Plan;
use serde_json::Value;

/// Hex of the hash of a plan.
#[must_use]
pub fn plan_hash(plan: &Plan) -> String {
    let mut text = String::new();
    write(&serde_json::to_value(plan).unwrap_or(Value::Null), &mut text);
    blake3::Hasher::new_derive_key("changeover plan 1")
        .update(text.as_bytes())
        .finalize()
        .to_hex()
        .to_string()
}

/// Writes JSON with the keys of every object in order and nothing between the tokens.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (place, key) in keys.into_iter().enumerate() {
                out.push_str(if place == 0 { "" } else { "," });
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(map.get(key).unwrap_or(&Value::Null), out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place == 0 { "" } else { "," });
                write(item, out);
            }
            out.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{plan, version};

    #[test]
    fn the_order_of_keys_does_not_matter_and_every_word_does() {
        let canonical = |text: &str| {
            let mut out = String::new();
            write(&serde_json::from_str(text).unwrap(), &mut out);
            out
        };
        assert_eq!(
            canonical(r#"{"b":[1,{"d":null,"c":"x"}],"a":true}"#),
            r#"{"a":true,"b":[1,{"c":"x","d":null}]}"#
        );
        let plan = plan();
        let mut other = plan.clone();
        other.change.version = version("16");
        assert_eq!(plan_hash(&plan), plan_hash(&plan.clone()));
        assert_ne!(plan_hash(&plan), plan_hash(&other));
    }
}
