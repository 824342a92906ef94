//! Amounts of money as providers state them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An amount without tax, in units of its currency (not cents), as the provider stated it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Money {
    /// Units of the currency.
    pub amount: f64,
    /// ISO 4217, for example `EUR`.
    pub currency: String,
}
