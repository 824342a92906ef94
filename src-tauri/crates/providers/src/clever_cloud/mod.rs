//! Clever Cloud.

use domain::error::{Error, ErrorKind};

use crate::Entry;

fn later() -> Error {
    Error::new(ErrorKind::NotSupported, "being built")
}

/// This provider, for the list of them.
pub(crate) const ENTRY: Entry = Entry {
    id: "clever-cloud",
    descriptor: descriptor::descriptor,
    connect: |_| Err(later()),
    credential: |_, _| Err(later()),
    sign_in: |_| Box::pin(async { Err(later()) }),
    profiles: |_| Err(later()),
};
mod descriptor;
