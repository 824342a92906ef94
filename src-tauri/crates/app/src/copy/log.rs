//! The log of a copy: what a transfer tells, as lines of codes and parameters. The pulse is no line.

use std::collections::BTreeMap;

use domain::copy::CopyLine;
use domain::engine::{TransferEvent, TransferStage};
use domain::time::Timestamp;

/// Lines that are kept of a copy: more than any person reads.
const LINES: usize = 5000;

/// Lines, oldest first, with how many came before them.
#[derive(Default)]
pub(super) struct Log {
    lines: Vec<CopyLine>,
    /// Lines that were written in all.
    written: usize,
}

impl Log {
    pub(super) fn add(&mut self, at: Timestamp, code: &str, params: &[(&str, String)]) {
        if self.lines.len() >= LINES {
            // Half at a time, so that it costs nothing.
            self.lines.drain(..LINES / 2);
        }
        let params: BTreeMap<_, _> =
            params.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.lines.push(CopyLine { at, code: code.to_owned(), params });
        self.written += 1;
    }

    pub(super) fn written(&self) -> usize {
        self.written
    }

    pub(super) fn all(&self) -> Vec<CopyLine> {
        self.lines.clone()
    }

    /// Those that were written after so many.
    pub(super) fn after(&self, count: usize) -> Vec<CopyLine> {
        let new = self.written.saturating_sub(count).min(self.lines.len());
        self.lines[self.lines.len() - new..].to_vec()
    }

    /// What an event says, where it says something new.
    pub(super) fn tell(&mut self, event: &TransferEvent, at: Timestamp) {
        match event {
            TransferEvent::Stage { stage } => self.add(at, stage_code(*stage), &[]),
            TransferEvent::Planned { tables, objects, bytes_on_disk, .. } => self.add(
                at,
                "planned",
                &[
                    ("tables", tables.to_string()),
                    ("objects", objects.to_string()),
                    ("bytes", bytes_on_disk.to_string()),
                ],
            ),
            TransferEvent::Rows { table, rows, bytes, complete: true, .. } => self.add(
                at,
                "table",
                &[("table", table.clone()), ("rows", rows.to_string()), ("bytes", bytes.to_string())],
            ),
            TransferEvent::Retried { table, code, .. } => {
                self.add(at, "retried", &[("table", table.clone()), ("code", code.clone())]);
            }
            TransferEvent::Resumed { chunks, .. } => {
                self.add(at, "resumed", &[("chunks", chunks.to_string())]);
            }
            TransferEvent::Freezing { .. } => self.add(at, "freezing", &[]),
            TransferEvent::Thawed { .. } => self.add(at, "thawed", &[]),
            // What is in the way is told by the error that follows, and the end by whoever ends it.
            TransferEvent::Rows { .. }
            | TransferEvent::Objects { .. }
            | TransferEvent::Pulse { .. }
            | TransferEvent::Blocked { .. }
            | TransferEvent::Finished { .. } => {}
        }
    }
}

fn stage_code(stage: TransferStage) -> &'static str {
    match stage {
        TransferStage::Reading => "reading",
        TransferStage::Objects => "objects",
        TransferStage::Rows => "rows",
        TransferStage::Finishing => "finishing",
        TransferStage::Verifying => "verifying",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_gets_what_is_new_also_after_old_lines_were_dropped() {
        let mut log = Log::default();
        for number in 0..LINES {
            log.add(Timestamp(0), "table", &[("rows", number.to_string())]);
        }
        let got = log.written();
        assert!(log.after(got).is_empty());
        log.add(Timestamp(1), "thawed", &[]);
        assert_eq!(log.after(got).len(), 1);
        assert_eq!(log.all().len(), LINES / 2 + 1);
        assert_eq!(log.after(0).len(), log.all().len(), "what is gone is gone");
    }
}
