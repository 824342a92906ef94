//! The steps of a run, one file each: what must hold before, the effect, how it would be known that it happened, its bound,
//! and what can be undone. Those of the method `transfer` alone are in a folder of their own.
//!
//! Of those here only [`start_migration`], [`restore_point`], the abort and a restart of an application change anything at the
//! provider.

pub(super) mod await_go;
pub(super) mod await_panel;
pub(super) mod await_ready;
pub(super) mod check_applications;
pub(super) mod check_original;
pub(super) mod fingerprint_source;
pub(super) mod freeze;
mod patience;
pub(super) mod print_source;
pub(super) mod record_after;
pub(super) mod record_before;
pub(super) mod restore_point;
mod sight;
pub(super) mod start_migration;
pub(in crate::run) mod transfer;
pub(super) mod verify;
pub(super) mod watch;
pub(super) mod way_back;
