//! An address in parts, by the names of the table of keywords, each with its source.

use std::collections::BTreeMap;

use domain::Result;
use domain::address::ValueSource;
use secrecy::zeroize::Zeroize as _;

use super::{known, refused};

/// Parts of an address. They may hold a password: no `Debug`, wiped at the end.
#[derive(Default)]
pub(super) struct Parts(BTreeMap<&'static str, (String, ValueSource)>);

impl Parts {
    /// What is said, where that is anything.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|(value, _)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub(super) fn source(&self, name: &str) -> Option<ValueSource> {
        self.0.get(name).map(|(_, source)| source.clone())
    }

    /// Everything that is said.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &str, &ValueSource)> {
        let said = self.0.iter().map(|(name, (value, source))| (*name, value.as_str(), source));
        said.filter(|(_, value, _)| !value.is_empty())
    }

    /// Says it, whatever was said before.
    pub(super) fn set(&mut self, name: &'static str, value: &str, source: ValueSource) {
        if let Some((mut before, _)) = self.0.insert(name, (value.to_owned(), source)) {
            before.zeroize();
        }
    }

    /// Says it where nothing is said; what was left empty on purpose counts as said.
    pub(super) fn fill(&mut self, name: &'static str, value: &str, source: impl FnOnce() -> ValueSource) {
        if !self.0.contains_key(name) {
            self.set(name, value, source());
        }
    }

    /// What somebody typed.
    ///
    /// # Errors
    /// `InvalidInput` for a name that is not in the table, or text that no server takes.
    pub(super) fn typed(&mut self, name: &str, value: &str) -> Result<()> {
        let Some(keyword) = known::find(name) else {
            return Err(refused(&format!("the parameter {} is not known here", known::shown(name))));
        };
        if value.contains('\0') {
            return Err(refused(&format!("the parameter {} holds a zero byte", keyword.name)));
        }
        self.set(keyword.name, value, ValueSource::Address);
        Ok(())
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        self.0.values_mut().for_each(|(value, _)| value.zeroize());
    }
}
