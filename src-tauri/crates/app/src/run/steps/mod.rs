//! The steps of a run by the method `provider`, one file each: what must hold before, the effect, how it would be known
//! that it happened, its bound, and what can be undone.
//!
//! Only [`start_migration`], the abort and a restart of an application change anything at the provider.

pub(super) mod await_ready;
pub(super) mod check_applications;
pub(super) mod check_original;
pub(super) mod fingerprint_source;
mod patience;
pub(super) mod record_after;
pub(super) mod record_before;
pub(super) mod start_migration;
pub(super) mod verify;
pub(super) mod watch;
