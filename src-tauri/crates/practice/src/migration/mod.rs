//! Migrations as the provider runs them: steps that appear one by one, real servers, real data, a real way back.
//!
//! At any moment exactly one server is the one that the add-on's variables name; the other is read-only or gone.

mod drive;
mod record;
pub(crate) mod steps;
mod work;

pub(crate) use drive::drive;
pub(crate) use record::{Migration, Wanted};
