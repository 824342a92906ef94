//! Channels keep a developer's build away from a person's secrets and state.

/// Which build this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// What people install.
    Release,
    /// What developers build.
    Development,
}

impl Channel {
    /// The channel of this very build.
    #[must_use]
    pub const fn current() -> Self {
        if cfg!(debug_assertions) { Self::Development } else { Self::Release }
    }

    /// Groups the entries in the keyring of the operating system; shown there to the person.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::Release => "app.changeover",
            Self::Development => "app.changeover.dev",
        }
    }

    /// Name of the folder of state.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Release => "Changeover",
            Self::Development => "Changeover Dev",
        }
    }
}
