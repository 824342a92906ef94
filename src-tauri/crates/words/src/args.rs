//! What the words need: names, counts, versions.

use std::collections::BTreeMap;

use fluent_bundle::{FluentArgs, FluentValue};

/// Arguments of a message, by name.
#[derive(Default)]
pub struct Args<'a>(pub(crate) FluentArgs<'a>);

impl<'a> Args<'a> {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text or a number.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<FluentValue<'a>>) -> Self {
        self.0.set(name, value.into());
        self
    }

    /// Arguments from parameters that are all text, as findings and log lines carry them: a `count` is a number, anything
    /// else (a version too) stays as it is written.
    #[must_use]
    pub fn of_params(params: &BTreeMap<String, String>) -> Args<'static> {
        let mut args = FluentArgs::new();
        for (name, value) in params {
            let counts = name == "count" || name.ends_with("_count") || name.ends_with("-count");
            match value.parse::<u64>() {
                Ok(number) if counts => args.set(name.clone(), number),
                _ => args.set(name.clone(), value.clone()),
            }
        }
        Args(args)
    }
}
