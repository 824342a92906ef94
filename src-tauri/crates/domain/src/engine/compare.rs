//! The comparison of two prints. Pure: it knows no engine and reads nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::rights;
use crate::time::Timestamp;
use crate::verification::{Difference, DifferenceKind, Fingerprint, Verdict, Verification};

/// Compares what two sides look like. Says `Equal` only when the source could not be written to while it was printed;
/// otherwise equal prints are `Incomplete`, with `writes-possible` among what was not checked.
#[must_use]
pub fn compare(source: &Fingerprint, target: &Fingerprint, at: Timestamp) -> Verification {
    compare_but(source, target, &BTreeSet::new(), at)
}

/// As [`compare`], after a transfer that has named roles of the source, `left`, to which it could not give what is theirs.
#[must_use]
pub fn compare_but(
    source: &Fingerprint,
    target: &Fingerprint,
    left: &BTreeSet<String>,
    at: Timestamp,
) -> Verification {
    let mut differences = Vec::new();
    let objects_compared = compare_objects(source, target, &mut differences);
    let (tables_compared, rows_compared) = compare_tables(source, target, &mut differences);
    let rights = rights::compare(source, target, left, &mut differences);
    let mut not_checked = Vec::new();
    if source.read_only != Some(true) {
        not_checked.push("writes-possible".to_owned());
    }
    let unhashed = source.tables.iter().chain(&target.tables).any(|table| table.hash.is_empty());
    if unhashed || (source.form != target.form && tables_compared > 0) {
        not_checked.push("content-not-hashed".to_owned());
    }
    if !rights {
        not_checked.push("rights-not-read".to_owned());
    }
    let verdict = if !differences.is_empty() {
        Verdict::Different
    } else if not_checked.is_empty() {
        Verdict::Equal
    } else {
        Verdict::Incomplete
    };
    Verification { verdict, objects_compared, tables_compared, rows_compared, differences, not_checked, at }
}

fn compare_objects(source: &Fingerprint, target: &Fingerprint, out: &mut Vec<Difference>) -> u32 {
    let prints = |side: &Fingerprint| -> BTreeMap<(String, String), String> {
        side.objects.iter().map(|o| ((o.kind.clone(), o.name.clone()), o.hash.clone())).collect()
    };
    let (ours, theirs) = (prints(source), prints(target));
    let mut compared = 0;
    for ((kind, name), hash) in &ours {
        let other = theirs.get(&(kind.clone(), name.clone()));
        let how = match other {
            None => DifferenceKind::Missing,
            Some(other) => {
                compared += 1;
                if other == hash {
                    continue;
                }
                DifferenceKind::Definition
            }
        };
        out.push(difference(kind, name, how, Some(hash.clone()), other.cloned()));
    }
    for ((kind, name), hash) in &theirs {
        if !ours.contains_key(&(kind.clone(), name.clone())) {
            out.push(difference(kind, name, DifferenceKind::Extra, None, Some(hash.clone())));
        }
    }
    compared
}

fn compare_tables(source: &Fingerprint, target: &Fingerprint, out: &mut Vec<Difference>) -> (u32, u64) {
    let theirs: BTreeMap<_, _> = target.tables.iter().map(|t| (&t.name, t)).collect();
    let ours: BTreeMap<_, _> = source.tables.iter().map(|t| (&t.name, t)).collect();
    let same_form = source.form == target.form;
    let (mut tables, mut rows) = (0, 0);
    for (name, mine) in &ours {
        let Some(other) = theirs.get(name) else {
            out.push(difference("rows", name, DifferenceKind::Missing, Some(mine.rows.to_string()), None));
            continue;
        };
        tables += 1;
        rows += mine.rows;
        if mine.rows != other.rows {
            let (a, b) = (mine.rows.to_string(), other.rows.to_string());
            out.push(difference("rows", name, DifferenceKind::Rows, Some(a), Some(b)));
        } else if same_form && mine.hash != other.hash && !mine.hash.is_empty() && !other.hash.is_empty() {
            let (a, b) = (mine.hash.clone(), other.hash.clone());
            out.push(difference("rows", name, DifferenceKind::Content, Some(a), Some(b)));
        }
    }
    for (name, other) in &theirs {
        if !ours.contains_key(name) {
            out.push(difference("rows", name, DifferenceKind::Extra, None, Some(other.rows.to_string())));
        }
    }
    (tables, rows)
}

pub(super) fn difference(
    kind: &str,
    name: &str,
    how: DifferenceKind,
    source: Option<String>,
    target: Option<String>,
) -> Difference {
    Difference {
        kind: kind.to_owned(),
        name: name.to_owned(),
        how,
        source,
        target,
        rows: Vec::new(),
        more_rows: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Millis;
    use crate::verification::{ObjectPrint, PrintForm, TablePrint};

    fn print(hash: &str, rows: u64, read_only: bool) -> Fingerprint {
        Fingerprint {
            server_version: "17.4".into(),
            form: PrintForm::default(),
            taken_at: Timestamp(0),
            read_only: Some(read_only),
            size_bytes: 1,
            objects: vec![ObjectPrint { kind: "table".into(), name: "public.a".into(), hash: "1".into() }],
            tables: vec![TablePrint { name: "public.a".into(), rows, hash: hash.into() }],
            rights: vec![],
            user: String::new(),
            roles: Some(vec![]),
            took: Millis(0),
        }
    }

    #[test]
    fn rows_without_a_hash_are_never_a_pass() {
        let found = compare(&print("", 2, true), &print("x", 2, true), Timestamp(1));
        assert_eq!(
            (found.verdict, found.not_checked),
            (Verdict::Incomplete, vec!["content-not-hashed".into()])
        );
        assert_eq!(
            compare(&print("", 2, true), &print("x", 3, true), Timestamp(1)).verdict,
            Verdict::Different
        );
    }

    #[test]
    fn equal_sides_are_equal_only_when_nobody_could_write() {
        let at = Timestamp(1);
        assert_eq!(compare(&print("x", 2, true), &print("x", 2, false), at).verdict, Verdict::Equal);
        let open = compare(&print("x", 2, false), &print("x", 2, false), at);
        assert_eq!(
            (open.verdict, open.not_checked),
            (Verdict::Incomplete, vec!["writes-possible".to_owned()])
        );
    }

    #[test]
    fn rows_content_and_objects_that_differ_are_named() {
        let at = Timestamp(1);
        let rows = compare(&print("x", 2, true), &print("x", 3, true), at);
        assert_eq!((rows.verdict, rows.differences[0].how), (Verdict::Different, DifferenceKind::Rows));
        let content = compare(&print("x", 2, true), &print("y", 2, true), at);
        assert_eq!(content.differences[0].how, DifferenceKind::Content);
        let mut other = print("x", 2, true);
        other.objects[0].name = "public.b".into();
        let objects = compare(&print("x", 2, true), &other, at);
        let kinds: Vec<_> = objects.differences.iter().map(|d| d.how).collect();
        assert_eq!(kinds, [DifferenceKind::Missing, DifferenceKind::Extra]);
    }

    #[test]
    fn hashes_of_other_forms_are_neither_equal_nor_different() {
        for hash in ["x", "y"] {
            let other = Fingerprint { form: PrintForm("columns".into()), ..print(hash, 2, true) };
            let found = compare(&print("x", 2, true), &other, Timestamp(1));
            assert_eq!(
                (found.verdict, found.not_checked),
                (Verdict::Incomplete, vec!["content-not-hashed".into()])
            );
        }
    }

    #[test]
    fn rights_that_were_not_read_are_said() {
        let plain = print("x", 2, true);
        let unread = compare(&Fingerprint { roles: None, ..print("x", 2, true) }, &plain, Timestamp(1));
        assert_eq!(
            (unread.verdict, unread.not_checked),
            (Verdict::Incomplete, vec!["rights-not-read".into()])
        );
    }
}
