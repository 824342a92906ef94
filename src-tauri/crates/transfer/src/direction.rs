//! Which way a copy goes. Ends that look swapped are told as that: the one who mixed them up learns it before a byte is written.
//!
//! It must not guess: a target of another version is judged by the engine alone.

use domain::engine::{Engine, Inventory, Source, Target};
use domain::{Error, ErrorKind, Result};

/// Whether data can go from a source to a target, by their versions.
///
/// # Errors
/// `WrongDirection` where it could only go the other way; `DatabaseVersion` where it can go neither way.
pub fn passable(engine: &dyn Engine, source: &dyn Source, target: &dyn Target) -> Result<()> {
    let (from, to) = (&source.identity().version, &target.identity().version);
    if engine.can_carry(from, to) {
        return Ok(());
    }
    let backwards = engine.can_carry(to, from);
    let kind = if backwards { ErrorKind::WrongDirection } else { ErrorKind::DatabaseVersion };
    Err(Error::new(kind, format!("from {from} to {to}")))
}

/// A target that is not empty, seen beside what the source holds: with no table there, the two are most likely swapped.
#[must_use]
pub fn occupied(error: Error, source: &Inventory) -> Error {
    if error.kind != ErrorKind::TargetNotEmpty || !source.tables.is_empty() {
        return error;
    }
    let detail = format!("the source holds no tables; in the target {}", error.detail);
    Error { kind: ErrorKind::WrongDirection, detail, ..error }
}

#[cfg(test)]
mod tests {
    use domain::engine::TableFact;

    use super::*;

    #[test]
    fn a_full_target_is_a_swap_only_beside_an_empty_source() {
        let told = |kind, tables| {
            let tables = vec![TableFact { name: "t".into(), rows_estimate: None, bytes: 0 }; tables];
            occupied(Error::new(kind, "said"), &Inventory { tables, ..Default::default() }).kind
        };
        assert_eq!(told(ErrorKind::TargetNotEmpty, 0), ErrorKind::WrongDirection);
        assert_eq!(told(ErrorKind::TargetNotEmpty, 1), ErrorKind::TargetNotEmpty);
        assert_eq!(told(ErrorKind::ConnectionLost, 0), ErrorKind::ConnectionLost);
    }
}
