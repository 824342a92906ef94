//! The chain that shows tampering: each entry's hash covers the one before it, and the first covers the run itself.
//! What is hashed is the text of the columns as it is stored, so that no reading and writing again can change it.

/// What a look along a journal's chain says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Entries that are there.
    pub entries: u64,
    /// Hex of the hash of the newest entry that fits: what a report carries.
    pub head: String,
    /// The first place that does not fit: an entry that was altered, is missing, or was cut off at the end. `None` when
    /// the journal and what was confirmed are as they were written.
    pub broken_at: Option<u64>,
}

/// The columns of an entry as they are stored.
pub(crate) struct Row {
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) step: String,
    pub(crate) attempt: i64,
    pub(crate) kind: String,
    pub(crate) hash: String,
}

/// The columns in the order in which they are selected.
pub(crate) type Columns = (i64, i64, String, i64, String, String);

impl From<Columns> for Row {
    fn from((seq, at, step, attempt, kind, hash): Columns) -> Self {
        Self { seq, at, step, attempt, kind, hash }
    }
}

/// The hash before the first entry, over what was confirmed.
pub(crate) fn root(run: &str, plan: &str, acceptance: &str, created_at: i64) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("changeover run 1");
    part(&mut hasher, run.as_bytes());
    part(&mut hasher, plan.as_bytes());
    part(&mut hasher, acceptance.as_bytes());
    part(&mut hasher, &created_at.to_le_bytes());
    hasher.finalize().to_hex().to_string()
}

/// The hash of an entry after another.
pub(crate) fn link(previous: &str, seq: i64, at: i64, step: &str, attempt: i64, kind: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("changeover journal 1");
    part(&mut hasher, previous.as_bytes());
    part(&mut hasher, &seq.to_le_bytes());
    part(&mut hasher, &at.to_le_bytes());
    part(&mut hasher, step.as_bytes());
    part(&mut hasher, &attempt.to_le_bytes());
    part(&mut hasher, kind.as_bytes());
    hasher.finalize().to_hex().to_string()
}

/// Walks along a chain. `entries` and `head` are what the run itself remembers of its end.
pub(crate) fn walk(root: String, rows: &[Row], entries: i64, head: &str) -> Chain {
    let mut previous = root;
    let mut next = 1;
    let mut broken_at = None;
    for row in rows {
        let expected = link(&previous, row.seq, row.at, &row.step, row.attempt, &row.kind);
        if row.seq != next || row.hash != expected {
            broken_at = Some(next);
            break;
        }
        previous = expected;
        next += 1;
    }
    if broken_at.is_none() && (entries != next - 1 || head != previous) {
        broken_at = Some(next);
    }
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let entries = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    Chain { entries, head: previous, broken_at: broken_at.map(number) }
}

/// Each part with its length, so that no two lists of parts read alike.
fn part(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
    hasher.update(bytes);
}
