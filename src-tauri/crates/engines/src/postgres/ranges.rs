//! Where tables are cut: ranges of pages that touch and never overlap. The first one of a table is larger where its rows can be
//! written as old ones, as long as the other sessions have enough to do meanwhile. Pure.

use std::collections::HashMap;

use domain::engine::Pace;

use super::catalog::{Catalog, Relation};

/// Bytes of a page, for servers that are built as everybody builds them. Only the size of chunks depends on it.
pub(crate) const PAGE: u64 = 8192;
/// A table is worth opening from this size on: emptying it first costs a file.
const OPENED: u64 = 1 << 20;
/// Chunks that an opening one may be as large as: what is lost with it when it is interrupted.
const LARGEST: u64 = 16;
/// What building the indexes of a table costs: each this part of copying it.
const INDEX: u64 = 4;

/// Some rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// For people and the ledger.
    pub(crate) words: String,
    /// `WHERE ...`; empty for all rows.
    pub(crate) condition: String,
    /// This many parts...
    pub(crate) part: u64,
    /// ... of so many.
    pub(crate) of: u64,
    /// Whether it empties the table and writes old rows.
    pub(crate) opens: bool,
}

impl Range {
    fn all(condition: &str, opens: bool) -> Self {
        Self { words: "all".into(), condition: condition.into(), part: 1, of: 1, opens }
    }

    /// Its share of something of the whole table.
    pub(crate) fn share(&self, whole: u64) -> u64 {
        u64::try_from(u128::from(whole) * u128::from(self.part) / u128::from(self.of.max(1))).unwrap_or(whole)
    }
}

/// Bytes of a table without its indexes.
pub(crate) fn size(relation: &Relation) -> u64 {
    relation.bytes + relation.toast_bytes
}

/// How large the opening chunks of tables may be.
pub(crate) struct Openings {
    /// What there is to do for each table, in bytes of copying.
    work: HashMap<i64, u64>,
    all: u64,
    pace: Pace,
}

impl Openings {
    /// Of the tables that are carried.
    pub(crate) fn of<'a>(catalog: &Catalog, tables: impl Iterator<Item = &'a Relation>, pace: Pace) -> Self {
        let mut indexes: HashMap<i64, u64> = HashMap::new();
        catalog.indexes.iter().for_each(|index| *indexes.entry(index.relation).or_default() += 1);
        let work: HashMap<i64, u64> = tables
            .map(|table| {
                let built = indexes.get(&table.oid).copied().unwrap_or_default();
                (table.oid, size(table) + size(table) / INDEX * built)
            })
            .collect();
        Self { all: work.values().sum(), work, pace }
    }

    /// Bytes of the first chunk of a table; 0: it is like the others.
    fn bytes(&self, relation: &Relation) -> u64 {
        let whole = size(relation);
        if whole < OPENED {
            return 0;
        }
        let others = self.all - self.work.get(&relation.oid).copied().unwrap_or_default();
        let alone = match self.pace.jobs {
            0 => 0,
            1 => u64::MAX,
            jobs => others / (jobs as u64 - 1),
        };
        let chunk = self.pace.chunk_bytes;
        // Over a slow link the processors of the server are not what is short.
        let most = if self.pace.far { chunk } else { chunk.saturating_mul(LARGEST).min(alone.max(chunk)) };
        if whole <= most {
            whole
        } else if most > chunk {
            most
        } else {
            0
        }
    }

    /// Ranges of a table. `may_open`: it is ours to empty.
    pub(crate) fn ranges(&self, relation: &Relation, condition: &str, may_open: bool) -> Vec<Range> {
        let heap = relation.method.as_deref() == Some("heap");
        let opening = if may_open && condition.is_empty() { self.bytes(relation) } else { 0 };
        let whole = size(relation);
        if !heap || !condition.is_empty() || opening == whole || whole <= self.pace.chunk_bytes.max(PAGE) {
            return vec![Range::all(condition, opening > 0)];
        }
        let pages = relation.bytes.div_ceil(PAGE).max(1);
        let first = u64::try_from(u128::from(pages) * u128::from(opening) / u128::from(whole.max(1)))
            .unwrap_or(pages)
            .min(pages);
        let rest =
            (whole - opening).div_ceil(self.pace.chunk_bytes.max(PAGE)).clamp(1, (pages - first).max(1));
        let step = (pages - first).div_ceil(rest).max(1);
        let mut out = Vec::new();
        let mut from = 0;
        while from < pages {
            let opens = from == 0 && first > 0;
            let to = if opens { first } else { from + step };
            // The last one has no end: rows that are seen cannot be behind it, but it costs nothing to be sure.
            let end =
                if to >= pages { String::new() } else { format!(" AND ctid < '({to},0)'::pg_catalog.tid") };
            out.push(Range {
                words: format!("ctid [{from},{to})"),
                condition: format!("WHERE ctid >= '({from},0)'::pg_catalog.tid{end}"),
                part: to.min(pages) - from,
                of: pages,
                opens,
            });
            from = to;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relation(oid: i64, bytes: u64) -> Relation {
        serde_json::from_value(serde_json::json!({
            "oid": oid, "schema": "public", "name": "t", "kind": "r", "persistence": "p", "owner": "o",
            "method": "heap", "options": null, "toast_options": null, "rows_estimate": 10.0, "bytes": bytes, "file": 1,
            "toast_bytes": 0, "row_security": false, "row_security_forced": false, "row_security_active": false,
            "readable": true, "replica_identity": "d", "is_partition": false, "populated": true, 
            "of_type": null, "bound": null, "partition_key": null, "definition": null, "tablespace": null,
            "server": null, "foreign_options": null, "acl": null, "acl_default": []
        }))
        .unwrap()
    }

    fn cut(tables: &[Relation], which: usize, pace: Pace) -> Vec<(String, bool)> {
        let openings = Openings::of(&Catalog::default(), tables.iter(), pace);
        let found = openings.ranges(&tables[which], "", true);
        assert_eq!(found.iter().map(|range| range.part).sum::<u64>(), found[0].of);
        assert!(!found.last().unwrap().condition.contains(" < "), "the last range is open");
        found.into_iter().map(|range| (range.words, range.opens)).collect()
    }

    fn plain(words: &[&str]) -> Vec<(String, bool)> {
        words.iter().map(|words| ((*words).to_owned(), false)).collect()
    }

    const CHUNK: u64 = 200 * PAGE;

    fn pace(jobs: usize) -> Pace {
        Pace { chunk_bytes: CHUNK, jobs, ..Pace::default() }
    }

    #[test]
    fn ranges_touch_and_never_overlap() {
        let one = [relation(1, 700 * PAGE)];
        let found = cut(&one, 0, pace(2));
        assert_eq!(found, plain(&["ctid [0,175)", "ctid [175,350)", "ctid [350,525)", "ctid [525,700)"]));
    }

    #[test]
    fn a_small_table_is_one_chunk() {
        assert_eq!(cut(&[relation(1, 0)], 0, pace(2)), plain(&["all"]));
        assert_eq!(cut(&[relation(1, CHUNK)], 0, pace(2)), [("all".to_owned(), true)]);
    }

    #[test]
    fn a_table_is_opened_by_a_large_chunk_while_others_have_something_to_do() {
        let two = [relation(1, 700 * PAGE), relation(2, 400 * PAGE)];
        let found = cut(&two, 0, pace(2));
        assert_eq!(found[0], ("ctid [0,400)".to_owned(), true));
        assert_eq!(found[1..], plain(&["ctid [400,550)", "ctid [550,700)"]));
        assert_eq!(cut(&two, 1, pace(2)), [("all".to_owned(), true)]);
        // With four sessions the small one would not keep three of them at work for long.
        assert_eq!(cut(&two, 0, pace(4)).len(), 4);
        // A single session never waits for itself, up to what may be lost.
        assert_eq!(cut(&two, 0, pace(1)), [("all".to_owned(), true)]);
        assert_eq!(cut(&[relation(1, 100_000 * PAGE)], 0, pace(1))[0], ("ctid [0,3200)".to_owned(), true));
    }

    #[test]
    fn over_a_slow_link_chunks_stay_small() {
        let two = [relation(1, 700 * PAGE), relation(2, 700 * PAGE)];
        assert!(cut(&two, 0, Pace { far: true, ..pace(2) }).iter().all(|(_, opens)| !opens));
    }
}
