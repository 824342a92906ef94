//! What was measured, as a table and as JSON: medians, and how much longer each way takes than ours.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::meter::Spent;

/// All runs of all ways.
pub(crate) struct Figures {
    scale: u64,
    jobs: usize,
    tables: f64,
    whole: f64,
    runs: BTreeMap<&'static str, Vec<Spent>>,
}

impl Figures {
    /// None yet. `tables` and `whole` are bytes of the source, without and with indexes.
    pub(crate) fn new(scale: u64, jobs: usize, tables: f64, whole: f64) -> Self {
        Self { scale, jobs, tables, whole, runs: BTreeMap::new() }
    }

    /// One more run.
    pub(crate) fn add(&mut self, way: &'static str, spent: Spent) {
        self.runs.entry(way).or_default().push(spent);
    }

    fn median(&self, way: &str, of: impl Fn(&Spent) -> f64) -> Option<f64> {
        let mut all: Vec<f64> = self.runs.get(way)?.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        // Of an even number the mean of the middle two.
        Some(f64::midpoint(*all.get((all.len() - 1) / 2)?, *all.get(all.len() / 2)?))
    }

    /// Times of a way, divided by ours: above 1 it is slower than ours.
    fn ratio(&self, way: &str) -> Option<f64> {
        Some(self.median(way, |spent| spent.seconds)? / self.median("ours", |spent| spent.seconds)?)
    }

    /// Everything, for scripts.
    pub(crate) fn json(&self) -> Value {
        let ways: serde_json::Map<String, Value> = self
            .runs
            .iter()
            .map(|(way, runs)| {
                let seconds: Vec<f64> = runs.iter().map(|run| run.seconds).collect();
                let entry = json!({
                    "seconds": self.median(way, |spent| spent.seconds),
                    "all_seconds": seconds,
                    "times_ours": self.ratio(way),
                    "processor_seconds": self.median(way, |spent| spent.processor),
                    "memory_mib": self.median(way, |spent| spent.memory),
                });
                ((*way).to_owned(), entry)
            })
            .collect();
        json!({
            "scale": self.scale, "jobs": self.jobs, "table_bytes": self.tables, "bytes_with_indexes": self.whole, "ways": ways,
        })
    }

    /// Everything, for people.
    pub(crate) fn table(&self) -> String {
        let mut lines = vec![
            format!(
                "scale {}, {} jobs: {:.0} MB of rows, {:.0} MB with indexes; medians",
                self.scale,
                self.jobs,
                self.tables / 1e6,
                self.whole / 1e6
            ),
            format!(
                "{:<16}{:>9}{:>12}{:>14}{:>12}",
                "way", "seconds", "times ours", "client CPU s", "peak MiB"
            ),
        ];
        for way in self.runs.keys() {
            let figure = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.2}"));
            lines.push(format!(
                "{way:<16}{:>9}{:>12}{:>14}{:>12}",
                figure(self.median(way, |spent| spent.seconds)),
                figure(self.ratio(way)),
                figure(self.median(way, |spent| spent.processor)),
                figure(self.median(way, |spent| spent.memory)),
            ));
        }
        lines.join("\n")
    }
}
