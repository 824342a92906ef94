//! Configure: what can be chosen, what a choice amounts to, what it costs. Asks only; orders nothing.

mod kind;
mod offers;
mod preview;
mod versioned;

pub use kind::kind;
pub use offers::OffersPage;
pub use preview::ChangePreview;
pub(crate) use preview::{refuse_downgrade, unknown_price};
