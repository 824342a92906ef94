//! How far a transfer is, in one line that fits: what matters least is left out first.

use domain::engine::{Pulse, TransferStage};
use words::Words;

use super::live::{cut, width};
use super::{Out, harmless};

/// Signs of the bar, without its ends.
const BAR: usize = 20;
/// Tables and objects are named while at least so many columns are left for them.
const NAMES: usize = 12;

impl Out {
    /// Shows how far a transfer is, to somebody who watches: a line drawn over itself, or a line for each tenth.
    pub(crate) fn pulse(&self, pulse: &Pulse, tenth: &mut u16) {
        if let Some(live) = &self.live {
            live.draw(&line(self.words(), pulse, super::live::Live::width()));
            return;
        }
        let now = pulse.permille / 100;
        if pulse.stage == TransferStage::Rows && now > *tenth {
            *tenth = now;
            self.step(&line(self.words(), pulse, usize::MAX));
        }
    }
}

/// The words of a stage.
pub(crate) fn stage_words(stage: TransferStage) -> &'static str {
    match stage {
        TransferStage::Reading => "cli-transfer-stage-reading",
        TransferStage::Objects => "cli-transfer-stage-objects",
        TransferStage::Rows => "cli-transfer-stage-rows",
        TransferStage::Finishing => "cli-transfer-stage-finishing",
        TransferStage::Verifying => "cli-transfer-stage-verifying",
    }
}

fn line(words: &Words, pulse: &Pulse, columns: usize) -> String {
    let share = words.text("cli-transfer-live-share", &[("share", &*(pulse.permille / 10).to_string())]);
    let rows = pulse.stage == TransferStage::Rows;
    let size = [("done", &*words.bytes(pulse.bytes)), ("expected", &words.bytes(pulse.bytes_expected))];
    let speed = [("rate", &*words.bytes(pulse.bytes_per_second))];
    // From the first to be kept to the first to go.
    let ranked = [
        Some((1, share)),
        left(words, pulse).map(|left| (5, left)),
        (columns < usize::MAX).then(|| (0, bar(pulse.permille))),
        rows.then(|| (4, words.text("cli-transfer-live-rate", &speed))),
        rows.then(|| (3, words.text("cli-transfer-live-bytes", &size))),
        Some((2, words.text(stage_words(pulse.stage), &[]))),
    ];
    let mut kept: Vec<(u8, String)> = Vec::new();
    let used = |kept: &[(u8, String)]| kept.iter().map(|(_, part)| width(part) + 2).sum::<usize>();
    for (place, part) in ranked.into_iter().flatten() {
        if kept.is_empty() || used(&kept).saturating_add(width(&part)) <= columns {
            kept.push((place, part));
        }
    }
    let rest = columns.saturating_sub(used(&kept));
    let now = now(pulse);
    if rest >= NAMES && !now.is_empty() {
        kept.push((6, cut(&now, rest)));
    }
    kept.sort_by_key(|(place, _)| *place);
    cut(&kept.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join("  "), columns)
}

fn bar(permille: u16) -> String {
    let full = usize::from(permille) * BAR / 1000;
    format!("[{}{}]", "#".repeat(full), "-".repeat(BAR - full))
}

/// How long still, or that nothing comes.
fn left(words: &Words, pulse: &Pulse) -> Option<String> {
    if let Some(silent) = pulse.silent {
        return Some(words.text("pulse-silent", &[("span", &*words.about(silent.0))]));
    }
    let left = pulse.left?;
    let (low, high) = (words.about(left.low.0), words.about(left.high.0));
    match left.low.0 {
        0 => Some(words.text("pulse-left-less", &[("high", &*high)])),
        _ if low == high => Some(words.text("pulse-left-one", &[("high", &*high)])),
        _ => Some(words.text("pulse-left", &[("low", &*low), ("high", &high)])),
    }
}

/// What is being worked on.
fn now(pulse: &Pulse) -> String {
    let tables = pulse.tables.iter().map(|table| &table.table);
    let objects = pulse.objects.iter().map(|object| &object.name);
    harmless(&tables.chain(objects).map(String::as_str).collect::<Vec<_>>().join(", ")).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use domain::engine::{TablePulse, TimeLeft};
    use domain::time::Millis;
    use words::Language;

    use super::*;

    fn pulse() -> Pulse {
        Pulse {
            stage: TransferStage::Rows,
            elapsed: Millis(61_000),
            permille: 432,
            rows: 1_200_000,
            bytes: 1_234_000_000,
            bytes_expected: 2_800_000_000,
            bytes_per_second: 54_000_000,
            rows_per_second: 51_000,
            left: Some(TimeLeft { low: Millis(60_000), high: Millis(90_000) }),
            silent: None,
            tables: vec![TablePulse { table: "shop.orders".into(), rows: 1, bytes: 2, bytes_expected: 3 }],
            objects: Vec::new(),
        }
    }

    fn said(language: Language, pulse: &Pulse, columns: usize) -> String {
        line(&Words::new(language), pulse, columns).replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn everything_stands_where_there_is_room() {
        assert_eq!(
            said(Language::English, &pulse(), 140),
            "[########------------]  43 %  Copying rows  1.2 GB of 2.8 GB  54.0 MB/s  \
             1 min to 1 min 30 s left  shop.orders"
        );
        assert_eq!(
            said(Language::French, &pulse(), 140),
            "[########------------]  43 %  Copie des lignes  1,2 Go sur 2,8 Go  54,0 Mo/s  \
             encore 1 min à 1 min 30 s  shop.orders"
        );
    }

    #[test]
    fn a_narrow_terminal_keeps_what_matters_and_never_wraps() {
        assert_eq!(said(Language::English, &pulse(), 42), "43 %  54.0 MB/s  1 min to 1 min 30 s left");
        assert_eq!(said(Language::English, &pulse(), 10), "43 %");
        let mut long = pulse();
        long.tables[0].table = "注文\u{1b}[2J\n".repeat(60);
        for columns in 0..200 {
            let said = said(Language::French, &long, columns);
            assert!(width(&said) <= columns, "{said:?}");
            assert!(!said.contains(['\u{1b}', '\n']), "{said:?}");
        }
    }

    #[test]
    fn silence_takes_the_place_of_the_time_left() {
        let silent = Pulse { silent: Some(Millis(42_000)), left: None, ..pulse() };
        assert!(said(Language::English, &silent, 200).contains("no data for 42 s"));
        let soon = Pulse { left: Some(TimeLeft { low: Millis(0), high: Millis(10_000) }), ..pulse() };
        assert!(said(Language::English, &soon, 200).contains("less than 10 s left"));
    }
}
