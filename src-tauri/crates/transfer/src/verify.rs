//! The comparison of two databases: prints of both sides in one form, and from a table that differs to its rows.
//!
//! It only reads, and shares nothing with the copying. Its memory does not grow with the tables: rows are looked for in
//! buckets, and only a few are listed.

use std::collections::{BTreeMap, BTreeSet};

use domain::engine::{Bucket, Printing, Reason, RowPrint, RowSearch, Source, Uncarried, compare_but};
use domain::time::Clock;
use domain::verification::{Difference, DifferenceKind, PrintForm, RowDifference, Verification};
use domain::{Error, Result};

/// How both sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verifying {
    /// Sessions that read at the same time on each side, 1 or more.
    pub jobs: usize,
    /// Rows that are named of a table at most; 0: none are looked for.
    pub rows: usize,
}

/// Rows of a bucket that are listed in one go, about.
const BUCKET_ROWS: u64 = 512;
/// Rows that are listed at once at most, of all chosen buckets; one bucket is always taken.
const LISTED: u64 = 100_000;

/// Compares both sides. `uncarried` is what a transfer between them has named before; empty where there was none.
///
/// # Errors
/// As [`domain::engine::Engine::fingerprint`], with the side in the detail. A difference is no error.
pub async fn verify(
    source: &dyn Source,
    target: &dyn Source,
    uncarried: &[Uncarried],
    how: Verifying,
    clock: &dyn Clock,
) -> Result<Verification> {
    let form = agreed(&source.forms(), &target.forms());
    let print = Printing { jobs: how.jobs.max(1), form };
    let (ours, theirs) =
        tokio::try_join!(async { source.fingerprint(&print, clock).await.map_err(of("source")) }, async {
            target.fingerprint(&print, clock).await.map_err(of("target"))
        },)?;
    let left: BTreeSet<String> = uncarried
        .iter()
        .filter(|thing| thing.kind == "role" && thing.reason == Reason::RightMissing)
        .map(|thing| thing.name.clone())
        .collect();
    let mut seen = compare_but(&ours, &theirs, &left, clock.now());
    if ours.form == theirs.form && how.rows > 0 {
        let sizes: BTreeMap<&str, u64> = ours.tables.iter().map(|t| (t.name.as_str(), t.rows)).collect();
        let of_rows = |how| matches!(how, DifferenceKind::Rows | DifferenceKind::Content);
        for difference in seen.differences.iter_mut().filter(|d| d.kind == "rows" && of_rows(d.how)) {
            let size = sizes.get(difference.name.as_str()).copied().unwrap_or_default();
            locate(source, target, difference, &ours.form, size, how.rows).await?;
        }
    }
    seen.at = clock.now();
    Ok(seen)
}

/// The best form of the source that the target can make too.
fn agreed(ours: &[PrintForm], theirs: &[PrintForm]) -> Option<PrintForm> {
    ours.iter().find(|form| theirs.contains(form)).cloned()
}

fn of(side: &'static str) -> impl Fn(Error) -> Error {
    move |error| Error { detail: format!("{side}: {}", error.detail), ..error }
}

/// Finds the rows of one table.
async fn locate(
    source: &dyn Source,
    target: &dyn Source,
    difference: &mut Difference,
    form: &PrintForm,
    size: u64,
    most: usize,
) -> Result<()> {
    let key = source.key(&difference.name).await.map_err(of("source"))?;
    let buckets = size.div_ceil(BUCKET_ROWS).next_power_of_two().clamp(64, 1 << 16);
    let search = RowSearch {
        table: difference.name.clone(),
        form: form.clone(),
        key,
        buckets: u32::try_from(buckets).unwrap_or(1 << 16),
    };
    let found = tokio::try_join!(source.buckets(&search), target.buckets(&search));
    let search = match found {
        Ok((ours, theirs)) => Some((search, ours, theirs)),
        // Without a column of the key over there the rows cannot be named; that something differs is known all the same.
        Err(error) if error.kind == domain::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let Some((search, ours, theirs)) = search else { return Ok(()) };
    let (chosen, more) = choose(&ours, &theirs, most);
    let (ours, theirs) = tokio::try_join!(source.rows(&search, &chosen), target.rows(&search, &chosen))?;
    let mut rows = differing(ours, theirs);
    difference.more_rows = more || rows.len() > most;
    rows.truncate(most);
    difference.rows = rows;
    Ok(())
}

/// Buckets that differ, as many as are needed to name `most` rows; and whether there are more of them.
fn choose(ours: &[Bucket], theirs: &[Bucket], most: usize) -> (Vec<u32>, bool) {
    let mut sides: BTreeMap<u32, [Option<&Bucket>; 2]> = BTreeMap::new();
    for (side, buckets) in [ours, theirs].into_iter().enumerate() {
        for bucket in buckets {
            if let Some(place) = sides.entry(bucket.number).or_default().get_mut(side) {
                *place = Some(bucket);
            }
        }
    }
    let (mut chosen, mut listed, mut more) = (Vec::new(), 0, false);
    for (number, pair) in sides {
        let [mine, other] = pair;
        if mine.map(|b| (b.rows, &b.sum)) == other.map(|b| (b.rows, &b.sum)) {
            continue;
        }
        let rows = pair.iter().flatten().map(|bucket| bucket.rows).sum::<u64>();
        if chosen.len() >= most || (!chosen.is_empty() && listed + rows > LISTED) {
            more = true;
            continue;
        }
        listed += rows;
        chosen.push(number);
    }
    (chosen, more)
}

/// What differs between two lists of rows of the same buckets.
fn differing(ours: Vec<RowPrint>, theirs: Vec<RowPrint>) -> Vec<RowDifference> {
    let mut other: BTreeMap<String, RowPrint> = theirs.into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut out = Vec::new();
    let mut tell = |row: RowPrint, how, count| out.push(RowDifference { key: row.key, how, count });
    for mine in ours {
        match other.remove(&mine.id) {
            None => {
                let count = mine.count;
                tell(mine, DifferenceKind::Missing, count);
            }
            Some(row) if row.hash != mine.hash => tell(mine, DifferenceKind::Content, 1),
            Some(row) if row.count < mine.count => {
                let count = mine.count - row.count;
                tell(mine, DifferenceKind::Missing, count);
            }
            Some(row) if row.count > mine.count => {
                let count = row.count - mine.count;
                tell(row, DifferenceKind::Extra, count);
            }
            Some(_) => {}
        }
    }
    for row in other.into_values() {
        let count = row.count;
        tell(row, DifferenceKind::Extra, count);
    }
    out.sort_by(|a, b| {
        let key = |row: &RowDifference| row.key.iter().map(|part| part.value.clone()).collect::<Vec<_>>();
        key(a).cmp(&key(b))
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::verification::KeyValue;

    fn bucket(number: u32, rows: u64, sum: &str) -> Bucket {
        Bucket { number, rows, sum: sum.into() }
    }

    fn row(id: &str, hash: &str, count: u64) -> RowPrint {
        let key = vec![KeyValue { column: "id".into(), value: id.into() }];
        RowPrint { id: id.into(), hash: hash.into(), count, key }
    }

    #[test]
    fn only_buckets_that_differ_are_read_and_no_more_than_needed() {
        let ours = [bucket(0, 5, "1"), bucket(1, 5, "2"), bucket(2, 5, "3"), bucket(9, 1, "9")];
        let theirs = [bucket(0, 5, "1"), bucket(1, 5, "7"), bucket(2, 4, "3"), bucket(7, 1, "7")];
        assert_eq!(choose(&ours, &theirs, 20), (vec![1, 2, 7, 9], false));
        assert_eq!(choose(&ours, &theirs, 2), (vec![1, 2], true));
        assert_eq!(choose(&ours, &ours, 20), (vec![], false));
        let large = [bucket(0, LISTED, "1"), bucket(1, LISTED, "1")];
        assert_eq!(choose(&large, &[], 20), (vec![0], true), "memory is bounded");
    }

    #[test]
    fn rows_are_missing_extra_or_other() {
        let ours = vec![row("a", "1", 1), row("b", "1", 1), row("c", "1", 1), row("d", "4", 3)];
        let theirs = vec![row("a", "1", 1), row("b", "2", 1), row("d", "4", 1), row("e", "1", 1)];
        let found = differing(ours, theirs);
        let found: Vec<_> = found.iter().map(|r| (r.key[0].value.as_str(), r.how, r.count)).collect();
        use DifferenceKind::{Content, Extra, Missing};
        assert_eq!(found, [("b", Content, 1), ("c", Missing, 1), ("d", Missing, 2), ("e", Extra, 1)]);
    }

    #[test]
    fn the_best_form_of_both_is_taken() {
        let forms = |names: &[&str]| names.iter().map(|name| PrintForm((*name).into())).collect::<Vec<_>>();
        assert_eq!(agreed(&forms(&["a", "b"]), &forms(&["c", "b", "a"])), Some(PrintForm("a".into())));
        assert_eq!(agreed(&forms(&["a"]), &forms(&["c"])), None);
    }
}
