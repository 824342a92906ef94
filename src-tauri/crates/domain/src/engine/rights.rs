//! The comparison of owners and grants. Pure. Roles that one server does not have are no difference: what belongs to them was
//! named before anything was carried.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::difference;
use crate::verification::{Difference, DifferenceKind, Fingerprint, RightPrint};

/// The right that says who owns an object.
const OWNER: &str = "OWNER";

/// One side: rights by object.
struct Side<'a> {
    user: &'a str,
    roles: BTreeSet<&'a str>,
    objects: BTreeMap<&'a str, Vec<&'a RightPrint>>,
}

impl<'a> Side<'a> {
    /// `None` when rights were not printed.
    fn of(print: &'a Fingerprint) -> Option<Self> {
        let roles = print.roles.as_ref()?.iter().map(String::as_str).collect();
        let mut objects: BTreeMap<&str, Vec<&RightPrint>> = BTreeMap::new();
        for right in &print.rights {
            objects.entry(&right.object).or_default().push(right);
        }
        Some(Self { user: &print.user, roles, objects })
    }

    fn owner(&self, object: &str) -> Option<&'a str> {
        self.objects.get(object)?.iter().find(|right| right.right == OWNER).map(|right| right.role.as_str())
    }

    fn grants(&self, object: &str) -> impl Iterator<Item = &'a RightPrint> {
        self.objects.get(object).into_iter().flatten().copied().filter(|right| right.right != OWNER)
    }
}

/// Rights on objects that both sides have. `false`: one side did not print them.
pub(super) fn compare(
    source: &Fingerprint,
    target: &Fingerprint,
    left: &BTreeSet<String>,
    out: &mut Vec<Difference>,
) -> bool {
    let (Some(ours), Some(theirs)) = (Side::of(source), Side::of(target)) else { return false };
    for object in ours.objects.keys().filter(|object| theirs.objects.contains_key(*object)) {
        let (mine, other) = (ours.owner(object), theirs.owner(object));
        let mut missing = Vec::new();
        let mut extra = Vec::new();
        if let (Some(mine), Some(other)) = (mine, other)
            && !same(mine, other, ours.user, theirs.user)
            && theirs.roles.contains(mine)
            && !left.contains(mine)
        {
            missing.push(format!("{OWNER} {mine}"));
            extra.push(format!("{OWNER} {other}"));
        }
        // What an owner may do follows from owning, and owners may have changed.
        let owns = |role: &str| mine != other && (Some(role) == mine || Some(role) == other);
        let counts = |right: &&RightPrint| !owns(&right.role) && !left.contains(&right.role);
        let has = |these: &Side<'_>, right: &RightPrint, user: (&str, &str)| {
            these.grants(object).any(|there| {
                given(&there.right, left) == given(&right.right, left)
                    && same(&right.role, &there.role, user.0, user.1)
            })
        };
        let lost = |right: &&RightPrint| {
            (right.role.is_empty() || right.role == ours.user || theirs.roles.contains(right.role.as_str()))
                && !has(&theirs, right, (ours.user, theirs.user))
        };
        let new = |right: &&RightPrint| {
            (right.role.is_empty() || right.role == theirs.user || ours.roles.contains(right.role.as_str()))
                && !has(&ours, right, (theirs.user, ours.user))
        };
        missing.extend(ours.grants(object).filter(counts).filter(lost).map(words));
        extra.extend(theirs.grants(object).filter(counts).filter(new).map(words));
        if !(missing.is_empty() && extra.is_empty()) {
            let said = |list: Vec<String>| (!list.is_empty()).then(|| list.join(", "));
            out.push(difference("rights", object, DifferenceKind::Rights, said(missing), said(extra)));
        }
    }
    true
}

/// A right without who gave it, where that role could not be taken: then the owner gives it.
fn given<'a>(right: &'a str, left: &BTreeSet<String>) -> &'a str {
    match right.rsplit_once(" BY ") {
        Some((what, giver)) if left.contains(giver) => what,
        _ => right,
    }
}

/// Whether two names are one role: the same, or the users of the two sessions.
fn same(mine: &str, other: &str, user: &str, other_user: &str) -> bool {
    mine == other || (mine == user && other == other_user)
}

fn words(right: &RightPrint) -> String {
    match right.role.as_str() {
        "" => format!("{} PUBLIC", right.right),
        role => format!("{} {role}", right.right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Millis, Timestamp};
    use crate::verification::PrintForm;

    fn print(user: &str, roles: &[&str], rights: &[(&str, &str)]) -> Fingerprint {
        let right = |(role, right): &(&str, &str)| RightPrint {
            object: "TABLE a".into(),
            role: (*role).to_owned(),
            right: (*right).to_owned(),
        };
        Fingerprint {
            server_version: "17.4".into(),
            form: PrintForm::default(),
            taken_at: Timestamp(0),
            read_only: Some(true),
            size_bytes: 1,
            objects: vec![],
            tables: vec![],
            rights: rights.iter().map(right).collect(),
            user: user.to_owned(),
            roles: Some(roles.iter().map(|role| (*role).to_owned()).collect()),
            took: Millis(0),
        }
    }

    fn found(
        source: &Fingerprint,
        target: &Fingerprint,
        left: &[&str],
    ) -> Vec<(Option<String>, Option<String>)> {
        let mut out = Vec::new();
        let left = left.iter().map(|role| (*role).to_owned()).collect();
        assert!(compare(source, target, &left, &mut out));
        out.into_iter().map(|difference| (difference.source, difference.target)).collect()
    }

    #[test]
    fn a_grant_that_was_lost_or_added_is_told() {
        let roles = &["app", "reader"];
        let with = print("app", roles, &[("app", OWNER), ("reader", "GRANT SELECT"), ("", "GRANT INSERT")]);
        let without = print("app", roles, &[("app", OWNER)]);
        let told = Some("GRANT SELECT reader, GRANT INSERT PUBLIC".to_owned());
        assert_eq!(found(&with, &without, &[]), [(told.clone(), None)]);
        assert_eq!(found(&without, &with, &[]), [(None, told)]);
        assert_eq!(found(&with, &with, &[]), []);
    }

    #[test]
    fn the_users_of_the_two_sessions_stand_for_each_other() {
        let old = print("app", &["app", "x"], &[("app", OWNER), ("x", "GRANT SELECT")]);
        let new = print("boss", &["boss", "x"], &[("boss", OWNER), ("x", "GRANT SELECT")]);
        assert_eq!(found(&old, &new, &[]), []);
        let kept = print("boss", &["boss", "app", "x"], &[("app", OWNER), ("x", "GRANT SELECT")]);
        assert_eq!(found(&old, &kept, &[]), []);
    }

    #[test]
    fn a_role_that_one_server_does_not_have_is_no_difference_and_one_that_both_have_is() {
        let old = print("app", &["app", "gone"], &[("gone", OWNER), ("gone", "REVOKE INSERT")]);
        let new = print("app", &["app"], &[("app", OWNER)]);
        assert_eq!(found(&old, &new, &[]), []);
        let both = print("app", &["app", "gone"], &[("app", OWNER)]);
        let told = (Some("OWNER gone".to_owned()), Some("OWNER app".to_owned()));
        assert_eq!(found(&old, &both, &[]), [told]);
        assert_eq!(found(&old, &both, &["gone"]), [], "it was named before");
    }
}
