//! A request's body: fields that may be numbers, text or truth values, under names whose spelling differs from call to call.

use serde_json::{Map, Value};

use super::answers::Refused;
use crate::door::Call;

/// A request of the API.
pub(super) struct Request {
    fields: Map<String, Value>,
    /// From the body, the query or the header, in this order.
    pub(super) jwt: Option<String>,
}

impl Request {
    pub(super) fn of(call: &Call) -> Result<Self, Refused> {
        let mut fields = if call.body.is_empty() {
            Map::new()
        } else {
            call.parsed::<Map<String, Value>>().map_err(Refused::ko)?
        };
        for (name, value) in &call.query {
            fields.entry(name.clone()).or_insert_with(|| Value::from(value.clone()));
        }
        let header = call.header("authorization").strip_prefix("Bearer ").map(str::to_owned);
        let jwt = fields.get("jwt").and_then(Value::as_str).map(str::to_owned).or(header);
        Ok(Self { fields, jwt })
    }

    /// A field as text; the first of its spellings that is there and says anything.
    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| match self.fields.get(*name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(on) => Some(on.to_string()),
            _ => None,
        })
    }

    /// A field that must be there.
    pub(super) fn needed(&self, names: &[&str]) -> Result<String, Refused> {
        let first = names.first().copied().unwrap_or_default();
        self.text(names).ok_or_else(|| Refused::ko(format!("{first} is required")))
    }

    /// A flag: true, 1, or the same as text.
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.text(&[name]).as_deref(), Some("true" | "1"))
    }

    /// A field as it is.
    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }
}
