//! How the stores of secrets stand, in plain words that hosts can show.

/// Which store of secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The keyring of the operating system.
    Keyring,
    /// The passphrase file.
    File,
}

/// How the keyring stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingState {
    /// Proven by writing, reading and deleting.
    Working,
    /// There, but locked, or waiting for its password.
    Locked,
    /// Not there, or does not answer, or not to be used.
    Unavailable,
}

/// How the passphrase file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Never made.
    Absent,
    /// There, locked.
    Locked,
    /// There, open in this process.
    Open,
    /// There, not readable as what it should be (damaged, or made by a newer version).
    Damaged,
}

/// How both stand, and which takes new secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The keyring.
    pub keyring: RingState,
    /// The passphrase file.
    pub file: FileState,
    /// Which takes new secrets; `None` when neither can.
    pub used: Option<Kind>,
}

impl State {
    /// Derives what is used from how both stand.
    pub(crate) fn of(keyring: RingState, file: FileState, only: Option<Kind>) -> Self {
        let ring_takes = keyring == RingState::Working && only != Some(Kind::File);
        let file_takes = file == FileState::Open && only != Some(Kind::Keyring);
        let used = match (ring_takes, file_takes) {
            (true, _) => Some(Kind::Keyring),
            (false, true) => Some(Kind::File),
            (false, false) => None,
        };
        Self { keyring, file, used }
    }
}
