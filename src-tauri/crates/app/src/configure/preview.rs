//! What a change amounts to and costs. Orders and charges nothing.

use domain::change::{Change, ChangeKind};
use domain::ids::DatabaseKey;
use domain::offer::{PriceBasis, PriceChange};
use domain::{Error, ErrorKind, Result};

use super::kind;
use crate::application::App;

/// What a change amounts to and costs.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangePreview {
    /// What it amounts to.
    pub kind: ChangeKind,
    /// What it costs; every figure may be missing.
    pub price: PriceChange,
}

impl App {
    /// Previews a change.
    ///
    /// # Errors
    /// `DowngradeRefused` for a lower version; `NotFound`; those of the provider.
    pub async fn change_preview(&self, key: &DatabaseKey, change: &Change) -> Result<ChangePreview> {
        let (_, provider) = self.connection_of(key.account).await?;
        let summary = provider.database(&key.database).await?.summary;
        let kind = kind(&self.versioned(&*provider, summary).await, change);
        refuse_downgrade(kind)?;
        let price = match provider.price(&key.database, change).await {
            Err(error) if error.kind == ErrorKind::NotSupported => unknown_price(),
            priced => priced?,
        };
        Ok(ChangePreview { kind, price })
    }
}

/// Lower versions are done by the provider's support alone.
pub(crate) fn refuse_downgrade(kind: ChangeKind) -> Result<()> {
    match kind {
        ChangeKind::Downgrade => {
            Err(Error::new(ErrorKind::DowngradeRefused, "the targeted version is lower than the present one"))
        }
        ChangeKind::Upgrade | ChangeKind::Move | ChangeKind::UpdateInPlace | ChangeKind::Unknown => Ok(()),
    }
}

/// A price of which nothing is known.
pub(crate) fn unknown_price() -> PriceChange {
    PriceChange { current_monthly: None, target_monthly: None, lines: Vec::new(), basis: PriceBasis::Unknown }
}
