//! Puts together what is left: rows and what follows them, shared among workers; then what comes last; then comparing.

use domain::engine::{Phase, TimeLeft, TransferStage};

use super::left::{Span, said};
use super::pace::as_f64;
use super::{Built, Course, as_units};

/// Something that takes longer than thought will take at least this part of what it took so far.
const OVERTIME: f64 = 0.25;

impl Course {
    /// How long it will take still; `None` when too little is known.
    pub(super) fn left(&self) -> Option<TimeLeft> {
        if self.stage == TransferStage::Verifying {
            let left = self.comparing()? - as_f64(self.awake - self.stage_since);
            // It takes longer than thought: then it is not known how long.
            return if left > 0.0 { said(Span::of(left, false)) } else { None };
        }
        let (unit, measured) = self.unit()?;
        let mut span = self.before()?;
        if self.stage <= TransferStage::Rows {
            span = span.and(self.rows_and_built(unit, measured)?);
        }
        let sure = measured && self.stage == TransferStage::Finishing;
        for phase in [Phase::AfterData, Phase::Last] {
            for built in self.under_way(phase) {
                span = span.and(self.rest_of(built, unit, sure));
            }
        }
        let one_by_one = self.not_begun(self.total.after, self.done.after, &[Phase::AfterData, Phase::Last]);
        span = span.and(Span::of(one_by_one * unit, sure)).and(self.beside(unit, sure));
        said(span.and(Span::of(self.comparing()?, false)))
    }

    /// Milliseconds of a worker for a unit of building, and whether that was measured.
    fn unit(&self) -> Option<(f64, bool)> {
        match (self.cost_built.per_unit(), self.cost_rows.per_unit()) {
            (Some(unit), _) => Some((unit, true)),
            (None, Some(unit)) => Some((unit, false)),
            // Nothing to go by; unless there is nothing to build either.
            (None, None) => {
                (self.total.built + self.total.after + self.total.beside == 0).then_some((0.0, true))
            }
        }
    }

    fn before(&self) -> Option<Span> {
        let waiting = self.total.before.saturating_sub(self.done.before);
        if waiting == 0 {
            return Some(Span::default());
        }
        Some(Span::of(as_units(waiting) * self.cost_before.per_unit()?, true))
    }

    /// What is done side by side after the rows.
    fn beside(&self, unit: f64, measured: bool) -> Span {
        let waiting = self.not_begun(self.total.beside, self.done.beside, &[Phase::Beside]);
        let (mut all, mut longest) = (Span::of(waiting * unit, measured), Span::default());
        for built in self.under_way(Phase::Beside) {
            let rest = self.rest_of(built, unit, measured);
            (all, longest) = (all.and(rest), longest.or_longer(rest));
        }
        all.shared(as_units(self.workers as u64), longest)
    }

    /// Work of phases that is neither done nor begun.
    fn not_begun(&self, total: u64, done: u64, phases: &[Phase]) -> f64 {
        let begun = self.building.values().filter(|built| phases.contains(&built.phase));
        as_units(total.saturating_sub(done).saturating_sub(begun.map(|built| built.work).sum()))
    }

    fn rows_and_built(&self, unit: f64, measured: bool) -> Option<Span> {
        let rows = (as_units(self.total.rows) - self.rows_done()).max(0.0);
        let rows = if rows < 1.0 { 0.0 } else { rows * self.cost_rows.per_unit()? };
        let waiting: f64 = self.waiting.iter().map(|(work, _)| as_units(*work)).sum();
        let longest = self.waiting.last().map_or(0.0, |(work, _)| as_units(*work) * unit);
        let mut all = Span::of(rows, true).and(Span::of(waiting * unit, measured));
        let mut longest = Span::of(longest, measured);
        for built in self.under_way(Phase::AfterTable) {
            let rest = self.rest_of(built, unit, measured);
            (all, longest) = (all.and(rest), longest.or_longer(rest));
        }
        Some(all.shared(self.at_work(), longest))
    }

    /// Workers that have something to do, on average.
    fn at_work(&self) -> f64 {
        let busy = if self.stage == TransferStage::Rows { self.busy.per_unit() } else { None };
        busy.unwrap_or_else(|| as_units(self.workers as u64)).max(1.0)
    }

    fn under_way(&self, phase: Phase) -> impl Iterator<Item = &Built> {
        self.building.values().filter(move |built| built.phase == phase)
    }

    fn rest_of(&self, built: &Built, unit: f64, measured: bool) -> Span {
        let took = as_f64(self.awake - built.since);
        let all = Span::of(as_units(built.work) * unit, measured);
        Span { low: (all.low - took).max(0.0), high: (all.high - took).max(took * OVERTIME) }
    }

    /// Milliseconds for comparing both sides.
    fn comparing(&self) -> Option<f64> {
        if self.total.compared == 0 {
            return Some(0.0);
        }
        Some(as_units(self.total.compared) * self.cost_rows.per_unit()? / as_units(self.workers as u64))
    }
}
